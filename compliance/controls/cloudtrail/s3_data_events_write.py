from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.object_events import judge_object_events
from compliance.controls.cloudtrail.selectors import EVERY_BUCKET, Access
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="Object-level write events are recorded for the buckets in scope",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("cloudtrail",),
    params={"scope_buckets": EVERY_BUCKET},
    remediation=(
        "Add S3 data events with writes to a multi-Region trail; advanced event selectors keep "
        "the cost down."
    ),
    source=(
        "AWS Security Hub S3.22; AWS Config cloudtrail-all-write-s3-data-event-check; "
        "CIS AWS Foundations 3.0 and 5.0: 3.8; 6.0 and 7.0: 4.8"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Without object-level write events nobody can tell who changed or deleted an object."""
    return judge_object_events(context, Access.WRITE)
