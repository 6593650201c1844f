"""macie.enabled: Macie is on, off, paused, or nobody may know."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.macie.enabled import judge
from tests.compliance.controls.macie.sessions import OFF, SESSION_DENIED, session
from tests.compliance.controls.resources import HOME, judge_outcome


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(session(), "pass", f"is enabled in {HOME}", id="on"),
        pytest.param(session(state=OFF), "fail", f"is not enabled in {HOME}", id="off"),
        pytest.param(session("PAUSED"), "fail", "is paused", id="paused"),
        pytest.param(session("SLEEPING"), "not_determined", "SLEEPING", id="not known"),
        pytest.param(session(None), "not_determined", "is None", id="not told"),
        pytest.param(
            session(state=SESSION_DENIED), "not_determined", "GetMacieSession: Access", id="denied"
        ),
    ],
)
def test_macie_is_on(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
