"""cloudtrail.log-file-validation: on, and digests arrive."""

import pytest

from compliance.controls.cloudtrail.log_file_validation import judge
from tests.compliance.controls.cloudtrail.trails import (
    STATUS_DENIED,
    Denied,
    Facts,
    trail,
    verdict,
)


@pytest.mark.parametrize(
    ("described", "digests", "status", "reason"),
    [
        pytest.param({"LogFileValidationEnabled": True}, {}, "pass", "is on", id="on"),
        pytest.param(
            {"LogFileValidationEnabled": True},
            {"LatestDigestDeliveryError": ""},
            "pass",
            "no digest delivery error",
            id="on, empty error",
        ),
        pytest.param(
            {"LogFileValidationEnabled": True},
            {"LatestDigestDeliveryError": "AccessDenied"},
            "fail",
            "latest digest delivery failed: AccessDenied",
            id="on, digests do not arrive",
        ),
        pytest.param({"LogFileValidationEnabled": False}, {}, "fail", "is off", id="off"),
        pytest.param({}, {}, "fail", "is off", id="not said"),
        pytest.param(
            {"LogFileValidationEnabled": False}, STATUS_DENIED, "fail", "off", id="off, denied"
        ),
        pytest.param(
            {"LogFileValidationEnabled": True},
            STATUS_DENIED,
            "not_determined",
            "GetTrailStatus",
            id="on, denied",
        ),
    ],
)
def test_log_files_can_be_validated(
    described: Facts, digests: Facts | Denied, status: str, reason: str
) -> None:
    outcome = verdict(judge, trail(status=digests, **described))
    assert outcome.status == status
    assert reason in outcome.reason
