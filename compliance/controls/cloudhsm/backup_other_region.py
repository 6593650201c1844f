from compliance.collectors.cloudhsmv2 import BACKUP, CLUSTER
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudhsm.cluster import READY, holds_nothing
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)


@control(
    title="A copy of the cluster's backup is in another Region",
    severity=Severity.LOW,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    params={"copies_forbidden": False},
    remediation="Copy a backup to another Region on a schedule (CopyBackupToRegion).",
    source="45 CFR 164.308(a)(7)(ii)(B); CloudHSM API, Backup SourceCluster and SourceRegion",
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """Cluster and backups in one Region are out of reach together.

    Where the data must not leave its Region, `copies_forbidden` says so.
    """
    if outcome := holds_nothing(cluster):
        return outcome
    if context.params["copies_forbidden"] is True:
        return not_applicable("Copies in other Regions are forbidden.")
    if regions := _regions_with_copies(cluster, context.estate):
        return passed(f"A backup of the cluster was copied to {', '.join(regions)}.")
    others = {one.region for one in context.estate.populations(BACKUP)} - {cluster.region}
    if not others:
        return not_determined("No other Region was read, in which a copy could be.")
    context.estate.every(BACKUP)
    return failed(
        f"No ready copy of a backup is in the other Regions that were read: "
        f"{', '.join(sorted(others))}."
    )


def _regions_with_copies(cluster: Resource, estate: Estate) -> list[str]:
    copies = (one for one in estate.known(BACKUP) if one.region != cluster.region)
    return sorted(
        {
            one.region
            for one in copies
            if one["backup"].get("BackupState") == READY
            and one["backup"].get("SourceCluster") == cluster.name
            and one["backup"].get("SourceRegion") in {None, cluster.region}
        }
    )
