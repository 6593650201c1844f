"""guardduty.s3-protection: the use of S3 objects is watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.s3_protection import judge
from tests.compliance.controls.guardduty.detectors import detector, older_cases, plan_cases
from tests.compliance.controls.resources import judge_outcome


def older(status: str) -> dict[str, Any]:
    return {"S3Logs": {"Status": status}}


CASES = [*plan_cases("S3_DATA_EVENTS"), *older_cases("S3_DATA_EVENTS", older)]


@pytest.mark.parametrize(("described", "status"), CASES)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status
