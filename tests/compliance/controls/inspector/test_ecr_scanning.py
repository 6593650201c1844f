"""inspector.ecr-scanning: images are scanned, and scanned again."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.inspector.ecr_scanning import judge
from tests.compliance.controls.inspector.accounts import (
    CONFIGURATION_DENIED,
    NONE,
    SOME,
    STATUS_DENIED,
    account,
    rescan,
    status,
)
from tests.compliance.controls.resources import judge_outcome

ON = status()
OFF = status(ecr="DISABLED")


@pytest.mark.parametrize(
    ("subject", "least", "expected", "reason"),
    [
        pytest.param(
            account(ON, configuration=rescan()), 365, "pass", "as long as they are kept", id="ever"
        ),
        pytest.param(account(ON, configuration=rescan("DAYS_14")), 0, "pass", "14 days", id="on"),
        pytest.param(
            account(ON, configuration=rescan("DAYS_30")), 30, "pass", "30 days", id="just enough"
        ),
        pytest.param(
            account(ON, configuration=rescan("DAYS_14")),
            30,
            "fail",
            "least are 30",
            id="too short",
        ),
        pytest.param(account(OFF, ecr=SOME), 0, "fail", "is DISABLED", id="off"),
        pytest.param(account(OFF, ecr=NONE), 0, "not_applicable", "returned 0", id="no images"),
        pytest.param(
            account(status("SUSPENDED"), ecr=NONE), 0, "fail", "SUSPENDED", id="left behind"
        ),
        pytest.param(
            account(ON, configuration=CONFIGURATION_DENIED),
            0,
            "not_determined",
            "GetConfiguration: Access",
            id="configuration denied",
        ),
        pytest.param(
            account(ON, configuration=rescan(state="FAILED")),
            0,
            "not_determined",
            "is FAILED",
            id="duration not set",
        ),
        pytest.param(
            account(ON, configuration=rescan("WEEKLY")), 0, "not_determined", "WEEKLY", id="odd"
        ),
        pytest.param(
            account(ON, configuration={}), 0, "not_determined", "is None", id="not configured"
        ),
        pytest.param(account(STATUS_DENIED), 0, "not_determined", "Access", id="status denied"),
    ],
)
def test_images_are_scanned_again(
    subject: Resource, least: int, expected: str, reason: str
) -> None:
    found = judge_outcome(judge, subject, min_rescan_days=least)
    assert found.status == expected
    assert reason in found.reason
