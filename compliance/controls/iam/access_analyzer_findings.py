from datetime import datetime, timedelta

from compliance.collectors.accessanalyzer import FINDING, FINDINGS
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
from compliance.controls.iam.own_reading import difference
from compliance.controls.iso import iso


@control(
    title="Findings of access from outside are resolved or archived in time",
    severity=Severity.MEDIUM,
    resource_type=FINDING,
    needs=("accessanalyzer", "kms", "secretsmanager"),
    params={"max_days": 30},
    remediation="Take the access away, or archive the finding and record why it is intended.",
    source="IAM User Guide, Access Analyzer findings; Access Analyzer API, ListFindingsV2",
)
def judge(finding: Resource, context: Context) -> Outcome:
    """AWS itself has found that somebody outside has access, and nobody has decided about it.

    Why a finding was archived is a person's evidence. For keys and secrets the reason says where
    this service's own reading of the policy differs from AWS's.
    """
    if "finding" not in finding.facts:
        return not_determined("No external access analyzer is active, so nothing was looked for.")
    entry = finding["finding"]
    if entry.get("error"):
        return not_determined(f"{entry.get('resource')} could not be analysed: {entry['error']}.")
    made: datetime | None = entry.get("createdAt")
    if made is None:
        return not_determined(f"{FINDINGS[0]} does not tell when the finding was made.")
    days = int(context.params["max_days"])
    what = f"{entry.get('resource')} was found open to outsiders at {iso(made)}"
    flagged = difference(entry, context.estate)
    if made < context.now - timedelta(days=days):
        return failed(f"{what}; the limit is {days} days.{flagged}")
    return passed(f"{what}, which may stand for {days} days.{flagged}")
