from datetime import datetime, timedelta

from compliance.aws.answers import NotCollected
from compliance.collectors.macie2 import BUCKET, BUCKETS
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iso import iso


@control(
    title="Macie watches the bucket, or a recent job went through it",
    severity=Severity.MEDIUM,
    resource_type=BUCKET,
    needs=("macie2",),
    params={"max_age_days": 90, "out_of_scope_arns": []},
    remediation="Include the bucket in discovery or in a job, and let Macie's role read it.",
    source="PCI DSS 4.0.1 3.2.1; Amazon Macie API, DescribeBuckets",
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """What was never looked at is not free of sensitive data, it is unknown.

    A bucket that Macie may not read has unknown content. How many objects cannot be classified is
    said beside each pass, since nothing is ever found in these.
    """
    if bucket.arn in context.params["out_of_scope_arns"]:
        return not_applicable("The bucket was declared to be out of scope.")
    entry = bucket["bucket"]
    if error := entry.get("errorCode"):
        return failed(f"Macie cannot read the bucket ({error}): what it holds is unknown.")
    days = int(context.params["max_age_days"])
    monitored = entry.get("automatedDiscoveryMonitoringStatus")
    ran: datetime | None = (entry.get("jobDetails") or {}).get("lastJobRunTime")
    if monitored == "MONITORED":
        return passed(f"Automated discovery monitors the bucket. {_unclassifiable(bucket)}")
    if ran and ran >= context.now - timedelta(days=days):
        return passed(f"A job last ran at {iso(ran)}. {_unclassifiable(bucket)}")
    if monitored != "NOT_MONITORED":
        raise NotCollected(BUCKETS[0], f"automatedDiscoveryMonitoringStatus is {monitored}")
    last = (
        f"the last job ran at {iso(ran)}, the limit is {days} days" if ran else "no job ever ran"
    )
    return failed(f"Automated discovery does not monitor the bucket, and {last}.")


def _unclassifiable(bucket: Resource) -> str:
    entry = bucket["bucket"]
    count = (entry.get("unclassifiableObjectCount") or {}).get("total")
    if count is None:
        raise NotCollected(BUCKETS[0], "the answer has no unclassifiableObjectCount")
    return f"Objects that Macie cannot classify: {count}."
