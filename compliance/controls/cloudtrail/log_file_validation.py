from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Log file integrity validation is on",
    severity=Severity.LOW,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation=(
        "Enable log file validation and verify the digest chain on a schedule "
        "(aws cloudtrail validate-logs)."
    ),
    source=(
        "AWS Security Hub CloudTrail.4; AWS Config cloud-trail-log-file-validation-enabled; "
        "CIS AWS Foundations 3.0 and 5.0: 3.2; 6.0 and 7.0: 4.2"
    ),
)
def judge(trail: Resource, _context: Context) -> Outcome:
    """Without signed digests nobody can prove that log files were not changed or removed.

    The setting is a promise; a failing delivery of digests breaks it. Only a run of the digest
    chain over the period is the proof.
    """
    if trail["trail"].get("LogFileValidationEnabled") is not True:
        return failed("Log file validation is off.")
    if error := owned_fact(trail, "status").get("LatestDigestDeliveryError"):
        return failed(
            f"Log file validation is on, but the latest digest delivery failed: {error}."
        )
    return passed("Log file validation is on and no digest delivery error is recorded.")
