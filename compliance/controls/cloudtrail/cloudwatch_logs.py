from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.status import Delivery, interruption
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

CLOUDWATCH_LOGS = Delivery(
    destination="CloudWatch Logs",
    time_field="LatestCloudWatchLogsDeliveryTime",
    error_field="LatestCloudWatchLogsDeliveryError",
)


@control(
    title="The trail is delivered to CloudWatch Logs and deliveries are recent",
    severity=Severity.MEDIUM,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    params={"max_age_hours": 24},
    remediation=(
        "Attach a log group and a role to the trail; if another system reads the bucket instead, "
        "record an exception with the evidence of it."
    ),
    source="AWS Security Hub CloudTrail.5; AWS Config cloud-trail-cloud-watch-logs-enabled",
)
def judge(trail: Resource, context: Context) -> Outcome:
    """Events that only rest in a bucket raise no alarm while there is still time to act."""
    group = trail["trail"].get("CloudWatchLogsLogGroupArn")
    if not group:
        return failed("No CloudWatch Logs log group is set.")
    hours = int(context.params["max_age_hours"])
    stopped = interruption(
        owned_fact(trail, "status"), CLOUDWATCH_LOGS, max_age_hours=hours, now=context.now
    )
    return stopped or passed(
        f"Events reached the log group {group} within {hours} hours, without a delivery error."
    )
