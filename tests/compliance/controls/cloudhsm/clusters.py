"""Clusters, their HSMs and their backups as the collector describes them."""

from datetime import UTC, datetime
from typing import Any

from compliance.collectors.cloudhsmv2 import BACKUP, CLUSTER
from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

FAR = "us-east-1"
ID = "cluster-igklspoyj5v"
LISTING_DENIED = Denied("cloudhsmv2:DescribeClusters")
POLICY_DENIED = Denied("cloudhsmv2:GetResourcePolicy")
YESTERDAY = datetime(2026, 4, 30, 23, tzinfo=UTC)


def hsm(zone: str = "a", state: str = "ACTIVE", **more: Any) -> Facts:
    """An HSM in a zone of the home Region."""
    place = f"{HOME}{zone}"
    return {"HsmId": f"hsm-{zone}", "AvailabilityZone": place, "State": state, **more}


def cluster(*hsms: Facts, denied: Denied | None = None, **entry: Any) -> Resource:
    """An active cluster in FIPS mode with the HSMs given, unless the entry's fields differ."""
    listed = {
        "ClusterId": ID,
        "State": "ACTIVE",
        "Mode": "FIPS",
        "HsmType": "hsm2m.medium",
        "BackupRetentionPolicy": {"Type": "DAYS", "Value": "90"},
        "Hsms": list(hsms),
        "SubnetMapping": {f"{HOME}a": "subnet-a", f"{HOME}b": "subnet-b", f"{HOME}c": "subnet-c"},
        **entry,
    }
    known = {field: one for field, one in listed.items() if one is not None}
    arn = f"arn:aws:cloudhsm:{HOME}:{OWNER}:cluster/{ID}"
    return named(arn, CLUSTER, ID, HOME, cluster=denied or known)


def backup(
    backup_id: str = "backup-1",
    region: str = HOME,
    *,
    policy: Facts | Denied | None = None,
    **entry: Any,
) -> Resource:
    """A ready backup of the cluster, made yesterday, unless the entry's fields differ."""
    listed = {
        "BackupId": backup_id,
        "BackupState": "READY",
        "ClusterId": ID,
        "CreateTimestamp": YESTERDAY,
        "NeverExpires": False,
        **entry,
    }
    facts: dict[str, Facts | Denied] = {
        "backup": {field: one for field, one in listed.items() if one is not None}
    }
    if policy is not None:
        facts["policy"] = policy
    arn = f"arn:aws:cloudhsm:{region}:{OWNER}:backup/{backup_id}"
    return named(arn, BACKUP, backup_id, region, **facts)


def copy(region: str = FAR, **entry: Any) -> Resource:
    """A copy of a backup in another Region."""
    source = {"SourceBackup": "backup-1", "SourceCluster": ID, "SourceRegion": HOME}
    return backup("backup-2", region, **{**source, **entry})


def named(
    arn: str, resource_type: str, name: str, region: str, **facts: Facts | Denied
) -> Resource:
    """A resource whose name is not the end of its ARN after the last colon."""
    made = resource(arn, resource_type, region, **facts)
    return Resource(made.arn, made.type, name, made.account_id, made.region, made.facts)
