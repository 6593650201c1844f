"""What DescribeClusters and DescribeBackups tell that several controls ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudhsmv2 import BACKUP
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import Outcome, not_applicable

GONE = frozenset({"DELETED", "DELETE_IN_PROGRESS"})
# No keys can be in it yet (CloudHSM User Guide, "Cluster states"): it has not been initialised.
EMPTY = frozenset({"CREATE_IN_PROGRESS", "UNINITIALIZED", "INITIALIZE_IN_PROGRESS"})
READY = "READY"


def state(cluster: Resource) -> str:
    """The state that AWS gives for every cluster.

    :raises NotCollected: the cluster was not listed, or without its state.
    """
    found = cluster["cluster"].get("State")
    if not found:
        raise NotCollected("cloudhsmv2:DescribeClusters", "the answer has no State")
    return str(found)


def being_deleted(cluster: Resource) -> Outcome | None:
    """Not applicable for a cluster that is deleted or is about to be; None for every other.

    :raises NotCollected: its state is not known.
    """
    if state(cluster) not in GONE:
        return None
    return not_applicable(f"The cluster's state is {state(cluster)}.")


def holds_nothing(cluster: Resource) -> Outcome | None:
    """Not applicable for a cluster that is deleted or was not initialised yet; else None.

    :raises NotCollected: its state is not known.
    """
    if state(cluster) not in EMPTY:
        return being_deleted(cluster)
    return not_applicable(
        f"The cluster holds no keys yet: its state is {state(cluster)}; cloudhsm.cluster-active "
        "judges that."
    )


def hsms(cluster: Resource) -> Sequence[Mapping[str, Any]]:
    """The HSMs that the cluster has, in any state but those of deletion.

    :raises NotCollected: AWS gave no list of them.
    """
    listed = cluster["cluster"].get("Hsms")
    if listed is None:
        raise NotCollected("cloudhsmv2:DescribeClusters", "the answer has no Hsms")
    return [one for one in listed if one.get("State") not in GONE]


def ready_backups(cluster: Resource, estate: Estate) -> list[Resource]:
    """The cluster's backups in its own Region that can be restored; there may be more.

    `require_backups` says whether there are.
    """
    return [
        one
        for one in estate.known(BACKUP)
        if one.region == cluster.region
        and one["backup"].get("BackupState") == READY
        and one["backup"].get("ClusterId") == cluster.name
    ]


def require_backups(cluster: Resource, estate: Estate) -> None:
    """Do nothing if all backups in the cluster's Region are known.

    :raises NotCollected: they could not be listed.
    """
    estate.require_whole(BACKUP, cluster.region)
