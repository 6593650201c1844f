from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

DAYS_PER_YEAR = 365


@control(
    title="Logs are write-once for the retention time",
    severity=Severity.MEDIUM,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    params={"modes": ["COMPLIANCE", "GOVERNANCE"], "min_days": 365},
    remediation=(
        "Deliver to a bucket with Object Lock and a default retention; COMPLIANCE mode is the "
        "strongest proof."
    ),
    source="AWS Security Hub S3.15; AWS Config s3-bucket-default-lock-enabled",
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """An intruder with rights on the bucket can delete the log files that show what was done."""
    lock = owned_fact(bucket, "object_lock").get("ObjectLockConfiguration", {})
    if lock.get("ObjectLockEnabled") != "Enabled":
        return failed("Object Lock is not enabled.")
    retention = lock.get("Rule", {}).get("DefaultRetention", {})
    mode = retention.get("Mode")
    if not mode:
        return failed("Object Lock is enabled without a default retention, so it locks nothing.")
    days = retention.get("Days") or DAYS_PER_YEAR * (retention.get("Years") or 0)
    asked = int(context.params["min_days"])
    if mode not in context.params["modes"] or days < asked:
        modes = " or ".join(sorted(context.params["modes"]))
        return failed(
            f"The default retention is {days} days in {mode} mode; {asked} days in {modes} mode "
            "are asked for."
        )
    limits = (
        " Holders of s3:BypassGovernanceRetention can still delete."
        if mode == "GOVERNANCE"
        else ""
    )
    return passed(f"New objects are locked for {days} days in {mode} mode.{limits}")
