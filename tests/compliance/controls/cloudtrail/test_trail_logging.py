"""cloudtrail.trail-logging: the trail is switched on; its stops stay in the reason."""

from datetime import UTC, datetime

import pytest

from compliance.controls.cloudtrail.trail_logging import judge
from tests.compliance.controls.cloudtrail.trails import (
    STATUS_DENIED,
    STRANGER,
    Denied,
    Facts,
    trail,
    verdict,
)

MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "status", "reason"),
    [
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": MARCH},
            "pass",
            "logging (last started at 2026-03-01T00:00:00Z).",
            id="on",
        ),
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": APRIL, "StopLoggingTime": MARCH},
            "pass",
            "(last started at 2026-04-01T00:00:00Z; last stopped at 2026-03-01T00:00:00Z)",
            id="on again: the gap is kept",
        ),
        pytest.param(
            {"IsLogging": False, "StartLoggingTime": MARCH, "StopLoggingTime": APRIL},
            "fail",
            "not logging (last started at 2026-03-01T00:00:00Z; last stopped at 2026-04-01",
            id="off",
        ),
        pytest.param(
            {"IsLogging": False, "StartLoggingTime": "", "StopLoggingTime": ""},
            "fail",
            "The trail is not logging.",
            id="never started",
        ),
        pytest.param({}, "fail", "not logging", id="the status does not say"),
        pytest.param(STATUS_DENIED, "not_determined", "GetTrailStatus: AccessDenied", id="denied"),
    ],
)
def test_trail_is_switched_on(facts: Facts | Denied, status: str, reason: str) -> None:
    outcome = verdict(judge, trail(status=facts))
    assert outcome.status == status
    assert reason in outcome.reason


def test_denied_status_of_an_organization_trail_names_its_owner() -> None:
    subject = trail(owner=STRANGER, status=STATUS_DENIED, IsOrganizationTrail=True)
    assert "connect that account" in verdict(judge, subject).reason
    assert STRANGER in verdict(judge, subject).reason
