from compliance.aws.answers import NotCollected
from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import ready_backups, require_backups
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Backups of the cluster are kept as long as the policy says, and no longer",
    severity=Severity.LOW,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    params={"min_days": 90, "max_days": 379},
    remediation=(
        "Set the cluster's backup retention, and let the backups that are exempt from it expire "
        "again, or record why they stay."
    ),
    source="PCI DSS 4.0.1 3.2.1; CloudHSM API, BackupRetentionPolicy and Backup NeverExpires",
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """Too short a time loses keys that are still needed, too long a one keeps those that are not.

    Backups outlive their cluster, so a deleted one is judged too. Copies in other Regions are not.
    """
    days = _days(cluster)
    least, most = int(context.params["min_days"]), int(context.params["max_days"])
    if not least <= days <= most:
        return failed(f"Backups are kept for {days} days; the limits are {least} and {most} days.")
    lasting = sorted(
        one.name
        for one in ready_backups(cluster, context.estate)
        if one["backup"].get("NeverExpires")
    )
    if lasting:
        return failed(f"These backups never expire: {', '.join(lasting)}.")
    require_backups(cluster, context.estate)
    return passed(f"Backups are kept for {days} days, and each of them expires.")


def _days(cluster: Resource) -> int:
    """CloudHSM API, BackupRetentionPolicy: the value is a text of 7 to 379 days."""
    policy = cluster["cluster"].get("BackupRetentionPolicy") or {}
    value = str(policy.get("Value", ""))
    if policy.get("Type") != "DAYS" or not value.isdecimal():
        raise NotCollected(
            "cloudhsmv2:DescribeClusters", "the answer has no BackupRetentionPolicy in days"
        )
    return int(value)
