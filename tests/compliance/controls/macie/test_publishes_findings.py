"""macie.publishes-findings: findings reach Security Hub, and soon."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.macie.publishes_findings import judge
from tests.compliance.controls.macie.sessions import OFF, SESSION_DENIED, session
from tests.compliance.controls.resources import Denied, Facts, judge_outcome


def hub(*, sensitive: bool | None) -> Facts:
    """What is published; policy findings are by default."""
    told = {"publishClassificationFindings": sensitive, "publishPolicyFindings": True}
    return {"securityHubConfiguration": told}


ON = hub(sensitive=True)


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(session(publication=ON), "pass", "ONE_HOUR", id="hourly"),
        pytest.param(
            session(publication=ON, frequency="FIFTEEN_MINUTES"), "pass", "FIFTEEN", id="soon"
        ),
        pytest.param(session(publication=ON, frequency="SIX_HOURS"), "fail", "SIX", id="late"),
        pytest.param(
            session(publication=hub(sensitive=False)), "fail", "are not published", id="not sent"
        ),
        pytest.param(session(state=OFF), "fail", "Nothing is published", id="macie off"),
        pytest.param(session("PAUSED"), "fail", "Nothing is published", id="macie paused"),
        pytest.param(
            session(publication=hub(sensitive=None)), "not_determined", "has no", id="not told"
        ),
        pytest.param(
            session(publication=ON, frequency=None), "not_determined", "Frequency", id="how often"
        ),
        pytest.param(
            session(publication=Denied("macie2:GetFindingsPublicationConfiguration")),
            "not_determined",
            "Access",
            id="denied",
        ),
        pytest.param(session(state=SESSION_DENIED), "not_determined", "Access", id="unknown"),
    ],
)
def test_findings_are_published(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
