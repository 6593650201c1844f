from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.lifecycle import breaches
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)


@control(
    title="Logs are kept for the required time, the recent part at hand",
    severity=Severity.HIGH,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    params={"min_days": 365, "hot_days": 90},
    remediation=(
        "Raise the expiration of the rules that reach the trail's prefix, and delay their move to "
        "an archive storage class."
    ),
    source="PCI DSS 4.0.1 10.5.1; 45 CFR 164.316(b)(2)(i); S3 API, LifecycleRule",
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """Logs that expire early are gone when an incident is found months after it began.

    CloudTrail delivers objects without tags, so a rule that asks for a tag reaches only what
    somebody tagged: the lifecycle configuration alone does not tell.
    """
    min_days, hot_days = int(context.params["min_days"]), int(context.params["hot_days"])
    found = sorted(
        breaches(
            owned_fact(bucket, "lifecycle").get("Rules") or (),
            owned_fact(bucket, "trails").get("Trails") or (),
            min_days=min_days,
            hot_days=hot_days,
        ),
        key=lambda breach: breach.words,
    )
    if certain := [breach.words for breach in found if breach.is_certain]:
        return failed(f"{'; '.join(certain)}.")
    if found:
        return not_determined(
            f"{'; '.join(breach.words for breach in found)}, but only those with certain tags; "
            "whether log files carry them was not read."
        )
    return passed(
        f"No lifecycle rule deletes log files before {min_days} days or archives them before "
        f"{hot_days} days."
    )
