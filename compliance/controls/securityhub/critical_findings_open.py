from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from compliance.collectors.resource import Resource
from compliance.collectors.securityhub import FINDINGS, HUB
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.iso import iso
from compliance.controls.securityhub.hub import IS_OFF, is_on


@control(
    title="No critical finding of Security Hub is open past the limit",
    severity=Severity.HIGH,
    resource_type=HUB,
    needs=("securityhub",),
    params={"max_days": 30},
    remediation="Work the findings, or suppress them with a note that says why.",
    source="Security Hub API, GetFindings",
)
def judge(hub: Resource, context: Context) -> Outcome:
    """A critical weakness that everybody was told of stays open until somebody uses it.

    Open is what is active and NEW or NOTIFIED, about this account and Region. The findings come
    oldest first, so that one page settles it; one that is not in this order settles no pass.
    """
    if not is_on(hub):
        return not_determined(f"{IS_OFF} Which findings there would be is not known.")
    findings: Sequence[Mapping[str, Any]] = hub["findings"]["Findings"]
    if not findings:
        return passed("No critical finding is open.")
    created = [datetime.fromisoformat(one["CreatedAt"]) for one in findings]
    limit = context.now - timedelta(days=int(context.params["max_days"]))
    oldest = min(created)
    told = f"The oldest critical finding that is open was created at {iso(oldest)}"
    if oldest < limit:
        return failed(f"{told}: {findings[created.index(oldest)].get('Title', 'no title')}.")
    if created != sorted(created) and hub["findings"].get("NextToken"):
        return not_determined(f"{FINDINGS} gave the first page in no order, and not the others.")
    return passed(f"{told}.")
