"""guardduty.rds-protection: logins to databases are watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.rds_protection import judge
from tests.compliance.controls.guardduty.detectors import detector, plan_cases, unknown_to_older
from tests.compliance.controls.resources import judge_outcome

CASES = [*plan_cases("RDS_LOGIN_EVENTS"), *unknown_to_older()]


@pytest.mark.parametrize(("described", "status"), CASES)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status
