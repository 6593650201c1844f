"""collectors.account: the security contact in one call."""

import pytest

from compliance.aws.answers import NotCollected
from tests.compliance.collectors.gathering import gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ARN = f"arn:aws:account::{OWN_ACCOUNT}:account/security-contact"
CALL = "account:GetAlternateContact"


def test_registered_contact(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    aws.client("account", "us-east-1").put_alternate_contact(
        AlternateContactType="SECURITY",
        Name="Security desk",
        Title="Security operations",
        EmailAddress="soc@example.com",
        PhoneNumber="+49 30 5550100",
    )
    found = gather("account", aws, monkeypatch)
    contact = found.resource(ARN)["contact"]["AlternateContact"]
    assert (contact["EmailAddress"], contact["PhoneNumber"]) == (
        "soc@example.com",
        "+49 30 5550100",
    )
    assert found.calls == [CALL]


def test_no_contact_is_told_apart_from_a_denied_call(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, CALL, "ResourceNotFoundException", status=404)
    assert gather("account", aws, monkeypatch).resource(ARN)["contact"] == {}
    refuse(aws, CALL, status=403)
    denied = gather("account", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = denied["contact"]


@pytest.mark.parametrize("member", ["EmailAddress", "PhoneNumber"])
def test_what_is_read_is_in_the_api(member: str) -> None:
    assert has_member(CALL, f"AlternateContact.{member}")
