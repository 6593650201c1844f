from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.status import Delivery, interruption
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

BUCKET = Delivery(
    destination="the bucket",
    time_field="LatestDeliveryTime",
    error_field="LatestDeliveryError",
)


@control(
    title="Logs and digests reach the bucket without errors",
    severity=Severity.HIGH,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    params={"max_age_hours": 24},
    remediation=(
        "Repair the bucket policy or the key policy, then find out which events were lost in the "
        "meantime."
    ),
    source="PCI DSS 4.0.1 10.7.2; CloudTrail API, GetTrailStatus",
)
def judge(trail: Resource, context: Context) -> Outcome:
    """A trail can be switched on while its log files reach no bucket, and nobody is told.

    Even a quiet account produces events, so a day without a delivery is a fault. A digest error
    counts only while log file validation is on: the field keeps the last error for ever.
    """
    status = owned_fact(trail, "status")
    hours = int(context.params["max_age_hours"])
    if stopped := interruption(status, BUCKET, max_age_hours=hours, now=context.now):
        return stopped
    validated = trail["trail"].get("LogFileValidationEnabled") is True
    if validated and (error := status.get("LatestDigestDeliveryError")):
        return failed(f"The latest delivery of a digest failed: {error}.")
    return passed(f"Log files reached the bucket within {hours} hours, without a delivery error.")
