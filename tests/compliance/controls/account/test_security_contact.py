"""account.security-contact: one that can be written to and called."""

import pytest

from compliance.collectors.account import SECURITY_CONTACT
from compliance.collectors.resource import GLOBAL
from compliance.controls.account.security_contact import judge
from tests.compliance.controls.resources import (
    OWNER,
    Denied,
    Facts,
    account,
    judge_outcome,
    resource,
)

WHOLE = {"EmailAddress": "soc@example.com", "PhoneNumber": "+49 30 5550100"}


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        pytest.param({"AlternateContact": WHOLE}, "pass", "is registered", id="whole"),
        pytest.param({}, "fail", "No security contact", id="none"),
        pytest.param(
            {"AlternateContact": {**WHOLE, "PhoneNumber": ""}}, "fail", "no telephone", id="phone"
        ),
        pytest.param(
            {"AlternateContact": {"Name": "x"}},
            "fail",
            "no e-mail address and no telephone number",
            id="name only",
        ),
        pytest.param(Denied("account:GetAlternateContact"), "not_determined", "Access", id="deny"),
    ],
)
def test_contact(answer: Facts | Denied, status: str, reason: str) -> None:
    arn = f"arn:aws:account::{OWNER}:account/security-contact"
    contact = resource(arn, SECURITY_CONTACT, GLOBAL, contact=answer)
    outcome = judge_outcome(judge, account(), others=[contact])
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason
    assert "soc@example.com" not in outcome.reason
