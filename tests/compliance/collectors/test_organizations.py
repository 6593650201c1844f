"""collectors.organizations: one call for a member, and the list for whoever may make it."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.organizations import MEMBER
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ARN = f"arn:aws:organizations::{OWN_ACCOUNT}:organization"
STRANGER = "999900001111"
DESCRIBE, LIST = "organizations:DescribeOrganization", "organizations:ListAccounts"


def organization(management: str) -> dict[str, Any]:
    """The answer that names a management account."""
    return {"Organization": {"Id": "o-7rk2example", "MasterAccountId": management}}


def account(number: int) -> dict[str, Any]:
    """The entry of an account."""
    account_id = f"{number:012d}"
    arn = f"arn:aws:organizations::{OWN_ACCOUNT}:account/o-7rk2example/{account_id}"
    return {"Id": account_id, "Arn": arn, "Name": f"Müller {number}", "State": "ACTIVE"}


def test_management_account_lists_every_account(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 + ⌈A/20⌉."""
    declare(aws, DESCRIBE, organization(OWN_ACCOUNT))
    declare(aws, LIST, {"Accounts": [account(number) for number in range(41)]})
    found = gather("organizations", aws, monkeypatch)
    members = found.population(MEMBER)
    assert (len(members.resources), members.error) == (41, "")
    assert members.resources[40]["account"]["Name"] == "Müller 40"
    assert found.calls == [DESCRIBE, LIST, LIST, LIST]


def test_member_does_not_ask_for_the_others(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, DESCRIBE, organization(STRANGER))
    found = gather("organizations", aws, monkeypatch)
    assert found.calls == [DESCRIBE]
    assert found.resource(ARN)["organization"]["Organization"]["MasterAccountId"] == STRANGER
    members = found.population(MEMBER)
    assert "does not list its accounts" in members.absent
    assert (members.error, members.resources) == ("", [])


def test_account_of_no_organisation_says_so(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(aws, DESCRIBE, "AWSOrganizationsNotInUseException")
    found = gather("organizations", aws, monkeypatch)
    assert found.calls == [DESCRIBE]
    assert found.resource(ARN)["organization"] == {}
    assert "in no organisation" in found.population(MEMBER).absent


def test_denied_calls_are_errors(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, DESCRIBE, organization(OWN_ACCOUNT))
    refuse(aws, LIST)
    assert "AccessDenied" in gather("organizations", aws, monkeypatch).population(MEMBER).error
    refuse(aws, DESCRIBE)
    found = gather("organizations", aws, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found.resource(ARN)["organization"]
    members = found.population(MEMBER)
    assert members.error
    assert not members.absent


@pytest.mark.parametrize("member", ["Id", "Arn", "Name", "State", "Status"])
def test_what_is_read_of_an_account_is_in_the_api(member: str) -> None:
    assert has_member(LIST, f"Accounts.{member}")
