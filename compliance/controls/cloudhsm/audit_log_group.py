from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.log_group import log_group


@control(
    title="The cluster's audit logs reach CloudWatch Logs and are kept long enough",
    severity=Severity.MEDIUM,
    resource_type=CLUSTER,
    needs=("cloudhsmv2", "logs"),
    params={"min_days": 365},
    remediation=(
        "Restore the service-linked role and the log group /aws/cloudhsm/ with the cluster's id, "
        "and set its retention."
    ),
    source=(
        "PCI DSS 4.0.1 10.2.1 and 10.5.1; 45 CFR 164.312(b); CloudHSM User Guide, Working with "
        "CloudWatch Logs and AWS CloudHSM audit logs"
    ),
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """Who used or exported a key inside the HSM is written in these logs and nowhere else.

    Users of an HSM are no IAM principals, so CloudTrail does not see them. Without a retention,
    CloudWatch Logs keeps for ever. The logs of a deleted cluster have to be kept too.
    """
    name = f"/aws/cloudhsm/{cluster.name}"
    group = log_group(context.estate, cluster.region, name)
    if group is None:
        return failed(f"There is no log group {name} in {cluster.region}.")
    days = group["group"].get("retentionInDays")
    least = int(context.params["min_days"])
    if days is None:
        return passed(f"The log group {name} keeps its events for ever.")
    if int(days) < least:
        return failed(f"The log group {name} keeps {days} days; the least are {least} days.")
    return passed(f"The log group {name} keeps {days} days, at least {least}.")
