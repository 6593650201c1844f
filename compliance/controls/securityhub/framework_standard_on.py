from compliance.collectors.resource import Resource
from compliance.collectors.securityhub import HUB
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.securityhub.hub import IS_OFF, is_on, subscription


@control(
    title="Security Hub CSPM checks the framework's standard",
    severity=Severity.MEDIUM,
    resource_type=HUB,
    needs=("securityhub",),
    params={"standard": "aws-foundational-security-best-practices/v/1.0.0"},
    remediation=(
        "Enable the standard that the framework asks for, as pci-dss/v/4.0.1, "
        "cis-aws-foundations-benchmark/v/5.0.0 or nist-800-53/v/5.0.0."
    ),
    source="Security Hub API, GetEnabledStandards; Security Hub User Guide, standards reference",
)
def judge(hub: Resource, context: Context) -> Outcome:
    """AWS's own checks for the framework do not run, so its drift is found by the next auditor.

    A framework for which AWS has no standard, as HIPAA, leaves `standard` empty. INCOMPLETE means
    that some checks cannot run, mostly as AWS Config does not record in the Region.
    """
    standard = str(context.params["standard"])
    if not standard:
        return not_applicable("Security Hub CSPM has no standard for the framework.")
    if not is_on(hub):
        return failed(f"{IS_OFF} So its standard {standard} is not either.")
    found = subscription(hub, standard)
    if found is None:
        return failed(f"The standard {standard} is not enabled.")
    status = found.get("StandardsStatus")
    if status == "READY":
        return passed(f"The standard {standard} is enabled and ready.")
    why = found.get("StandardsStatusReason", {}).get("StatusReasonCode")
    return failed(f"The standard {standard} is {status}{f' ({why})' if why else ''}, not READY.")
