"""guardduty.high-findings-open: high findings are archived within the limit."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.guardduty.high_findings_open import judge
from tests.compliance.controls.guardduty.detectors import ID, detector, guardduty
from tests.compliance.controls.resources import OWNER, STRANGER, Denied, judge_outcome

# The evidence is of 2026-05-01.
LATE, IN_TIME = "2026-04-20T08:00:00.123Z", "2026-04-28T08:00:00.000Z"


def finding(created_at: str = LATE, **given: Any) -> dict[str, Any]:
    made = {
        "Id": "f-1",
        "Type": "Backdoor:EC2/C&CActivity.B",
        "AccountId": OWNER,
        "Severity": 8.0,
        "CreatedAt": created_at,
        "UpdatedAt": created_at,
        "Service": {"Archived": False},
    }
    return {**made, **given}


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        pytest.param(detector(), "pass", id="nothing found"),
        pytest.param(detector(findings=[finding(IN_TIME)]), "pass", id="in time"),
        pytest.param(detector(findings=[finding()]), "fail", id="late"),
        pytest.param(
            detector(findings=[finding(UpdatedAt="2026-05-01T11:00:00Z")]),
            "fail",
            id="late, and recurring",
        ),
        pytest.param(detector(findings=[finding(Severity=7.0)]), "fail", id="just high"),
        pytest.param(detector(findings=[finding(Severity=9.5)]), "fail", id="critical"),
        pytest.param(detector(findings=[finding(Severity=6.9)]), "pass", id="not high"),
        pytest.param(
            detector(findings=[finding(Service={"Archived": True})]), "pass", id="archived"
        ),
        pytest.param(
            detector(findings=[finding(AccountId=STRANGER)]), "pass", id="of a member account"
        ),
        pytest.param(
            detector(findings=[{"Id": "f", "CreatedAt": LATE}]), "fail", id="says little"
        ),
        pytest.param(
            detector(findings=[finding("2026-04-20T08:00:00")]), "fail", id="without a zone"
        ),
        pytest.param(
            detector(findings=[finding("yesterday")]), "not_determined", id="unknown time"
        ),
        pytest.param(
            detector(findings=Denied("guardduty:ListFindings")), "not_determined", id="denied"
        ),
        # Off, it finds nothing; what it found before is open all the same.
        pytest.param(detector("DISABLED"), "not_determined", id="suspended"),
        pytest.param(
            detector("DISABLED", findings=[finding()]), "fail", id="suspended, with a late one"
        ),
        pytest.param(detector(denied=True), "not_determined", id="detector denied"),
    ],
)
def test_high_findings_are_archived(subject: Resource, status: str) -> None:
    assert judge_outcome(judge, guardduty(ID), others=[subject]).status == status


@pytest.mark.parametrize("subject", [guardduty(), guardduty(denied=True)])
def test_no_detector_proves_nothing(subject: Resource) -> None:
    assert judge_outcome(judge, subject).status == "not_determined"


def test_limit_is_a_parameter() -> None:
    others = [detector(findings=[finding(IN_TIME)])]
    assert judge_outcome(judge, guardduty(ID), others=others, max_days=2).status == "fail"


def test_the_reason_counts_and_names_the_oldest() -> None:
    findings = [finding(f"2026-04-{day:02d}T08:00:00Z", Id=f"f-{day}") for day in range(1, 8)]
    reason = judge_outcome(judge, guardduty(ID), others=[detector(findings=findings)]).reason
    assert "7 of severity 7" in reason
    assert "of 2026-04-05" in reason
    assert "of 2026-04-06" not in reason
