"""macie.automated-discovery: Macie looks by itself, or its administrator decides."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.macie.automated_discovery import judge
from tests.compliance.controls.macie.sessions import OFF, SESSION_DENIED, session
from tests.compliance.controls.resources import OWNER, STRANGER, Denied, Facts, judge_outcome

ALONE: Facts = {}
ON: Facts = {"status": "ENABLED"}
STOPPED: Facts = {"status": "DISABLED"}


def related(status: str, account: str = STRANGER) -> Facts:
    """The answer about an administrator."""
    return {"administrator": {"accountId": account, "relationshipStatus": status}}


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(session(administrator=ALONE, discovery=ON), "pass", "ENABLED", id="on"),
        pytest.param(
            session(administrator=ALONE, discovery=STOPPED), "fail", "DISABLED", id="off"
        ),
        pytest.param(
            session(administrator=related("Enabled")), "not_applicable", STRANGER, id="member"
        ),
        pytest.param(
            session(administrator=related("Paused")),
            "not_applicable",
            STRANGER,
            id="paused member",
        ),
        pytest.param(
            session(administrator=related("Invited"), discovery=STOPPED),
            "fail",
            "DISABLED",
            id="invited only",
        ),
        pytest.param(
            session(administrator=related("Enabled", OWNER), discovery=ON),
            "pass",
            "ENABLED",
            id="administrator itself",
        ),
        pytest.param(session(state=OFF), "fail", "not enabled", id="macie off"),
        pytest.param(session("PAUSED"), "fail", "paused", id="macie paused"),
        pytest.param(session(state=SESSION_DENIED), "not_determined", "Access", id="unknown"),
        pytest.param(
            session(administrator=Denied("macie2:GetAdministratorAccount"), discovery=STOPPED),
            "not_determined",
            "GetAdministratorAccount: Access",
            id="administrator denied",
        ),
        pytest.param(
            session(
                administrator=ALONE, discovery=Denied("macie2:GetAutomatedDiscoveryConfiguration")
            ),
            "not_determined",
            "GetAutomatedDiscoveryConfiguration: Access",
            id="denied",
        ),
        pytest.param(
            session(administrator=ALONE, discovery={}), "not_determined", "None", id="not told"
        ),
    ],
)
def test_macie_looks_by_itself(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
