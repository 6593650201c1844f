from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.object_events import judge_object_events
from compliance.controls.cloudtrail.selectors import EVERY_BUCKET, Access
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="Object-level read events are recorded for the buckets in scope",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("cloudtrail",),
    params={"scope_buckets": EVERY_BUCKET},
    remediation=(
        "Add S3 data events with reads to a multi-Region trail, at least for the buckets that "
        "hold regulated data."
    ),
    source=(
        "AWS Security Hub S3.23; AWS Config cloudtrail-all-read-s3-data-event-check; "
        "CIS AWS Foundations 3.0 and 5.0: 3.9; 6.0 and 7.0: 4.9"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Without object-level read events nobody can tell whose data left in a breach."""
    return judge_object_events(context, Access.READ)
