from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.guardduty import GET_FINDINGS, GUARDDUTY, HIGH
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.guardduty.detector import detectors_of, is_on

SHOWN = 5


@control(
    title="No high or critical finding stays open past the limit",
    severity=Severity.HIGH,
    resource_type=GUARDDUTY,
    needs=("guardduty",),
    params={"max_days": 7},
    remediation=(
        "Investigate each finding, record what was found and done, and archive it; for a member "
        "account its GuardDuty administrator archives."
    ),
    source="AWS Config guardduty-non-archived-findings; GuardDuty API, Finding",
)
def judge(guardduty: Resource, context: Context) -> Outcome:
    """A finding that nobody looks at is an intrusion that goes on.

    Open since it was created: one that keeps recurring is updated every day, and none the less
    open. Findings of member accounts, which an administrator is shown too, are judged there.
    Where GuardDuty is off, that nothing is open proves nothing.
    """
    detectors = detectors_of(guardduty, context.estate)
    limit = int(context.params["max_days"])
    oldest = context.now - timedelta(days=limit)
    findings = [one for found in detectors for one in found["findings"]["Findings"]]
    is_open = [one for one in findings if _is_open(one, guardduty.account_id)]
    late = [one for one in is_open if _created_at(one) < oldest]
    if late:
        return failed(
            f"Open for more than {limit} days: {len(late)} of severity {HIGH} or above; the "
            f"oldest are {', '.join(_names(late))}."
        )
    if not any(is_on(one) for one in detectors):
        return not_determined("GuardDuty is off in the Region, so nothing is found.")
    return passed(f"No finding of severity {HIGH} or above is open for more than {limit} days.")


def _is_open(finding: Mapping[str, Any], account: str) -> bool:
    """Whether it counts; what a finding does not say speaks for counting it."""
    return (
        finding.get("AccountId", account) == account
        and finding.get("Service", {}).get("Archived") is not True
        and float(finding.get("Severity", HIGH)) >= HIGH
    )


def _created_at(finding: Mapping[str, Any]) -> datetime:
    written = str(finding.get("CreatedAt") or "")
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise NotCollected(GET_FINDINGS, f"a finding was created at {written!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _names(findings: list[Mapping[str, Any]]) -> list[str]:
    ordered = sorted(findings, key=lambda one: (str(one["CreatedAt"]), str(one.get("Id"))))
    return [f"{one.get('Type')} of {str(one['CreatedAt'])[:10]}" for one in ordered[:SHOWN]]
