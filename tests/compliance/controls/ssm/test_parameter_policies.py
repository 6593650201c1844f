"""ssm.parameter-policies: credentials expire, or remind of their change."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.parameter_policies import judge
from tests.compliance.controls.resources import judge_outcome
from tests.compliance.controls.ssm.parameters import TAGS_DENIED, parameter, secure, unlisted


def holding(*policies: tuple[str, str], tier: str = "Advanced", **entry: str) -> Resource:
    """An advanced credential with policies of a type and a status."""
    held = [{"PolicyType": kind, "PolicyStatus": status} for kind, status in policies]
    return secure(Tier=tier, Policies=held, **entry)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(holding(("Expiration", "Pending")), "pass", "type Expiration", id="expires"),
        pytest.param(
            holding(("NoChangeNotification", "Pending"), ("ExpirationNotification", "Finished")),
            "pass",
            "ExpirationNotification, NoChangeNotification",
            id="reminds",
        ),
        pytest.param(
            holding(("Expiration", "Failed")), "fail", "no policy", id="could not be applied"
        ),
        pytest.param(holding(("Unheard", "Pending")), "fail", "no policy", id="of another type"),
        pytest.param(holding(), "fail", "no policy", id="empty list"),
        pytest.param(secure(Tier="Advanced"), "fail", "no policy", id="no list"),
        pytest.param(
            holding(tier="Intelligent-Tiering"), "fail", "no policy", id="moved up when needed"
        ),
        pytest.param(secure(), "not_applicable", "tier is Standard", id="standard tier"),
        pytest.param(secure(Tier=None), "not_determined", "no Tier", id="unknown tier"),
        pytest.param(
            secure("/shop/salt", Tier="Advanced"),
            "not_applicable",
            "not look like a credential",
            id="no credential",
        ),
        pytest.param(
            secure("/shop/salt", Tier="Advanced", tags=TAGS_DENIED),
            "not_determined",
            "AccessDenied",
            id="tags denied",
        ),
        pytest.param(
            parameter("/shop/password", Tier="Advanced"),
            "not_applicable",
            "no SecureString",
            id="clear text",
        ),
        pytest.param(unlisted(), "not_determined", "ssm:DescribeParameters", id="denied"),
    ],
)
def test_credential_expires_or_reminds(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
