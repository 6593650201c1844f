from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.bucket import judge_access_logged
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="Access to the trail's bucket is itself logged",
    severity=Severity.LOW,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    remediation=(
        "Enable server access logging to a different bucket, or record the bucket's data events "
        "in a trail that delivers elsewhere."
    ),
    source=(
        "AWS Security Hub CloudTrail.7; AWS Config cloudtrail-s3-bucket-access-logging; "
        "CIS AWS Foundations 3.0 and 5.0: 3.4; 6.0 and 7.0: 4.4"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """Whoever reads or deletes log files leaves no trace if access to them is not logged."""
    return judge_access_logged(bucket, context)
