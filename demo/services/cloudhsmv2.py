"""Declare clusters of CloudHSM with their HSMs and backups, and plant their audit logs.

The emulator's clusters have no HSMs, and it lets none be dated; so what AWS would answer is
declared.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.resource_policies import OUTSIDER
from demo.service import Kind, Planted, Service

HOUR_DAYS = 1 / 24


def plant_clusters(plot: Plot, region: str) -> None:
    """What a region's CloudHSM answers to those who collect."""
    clusters = list(plot.account.each("clusters", region))
    members = {"Clusters": [_cluster(plot, one) for one in clusters]}
    plot.answer("cloudhsmv2:DescribeClusters", region, members)
    backups = list(plot.account.each("backups", region))
    held = {"Backups": [_backup(plot, one) for one in backups]}
    plot.answer("cloudhsmv2:DescribeBackups", region, held)
    for one in backups:
        _share(plot, one)
    for one in clusters:
        _log(plot, one)


def _cluster(plot: Plot, one: Declared) -> dict[str, Any]:
    hsm_type = one.get("hsm_type", "hsm2m.medium")
    hsms = [
        {
            "HsmId": f"hsm-{number}{one['name'][8:]}",
            "ClusterId": one["name"],
            "AvailabilityZone": f"{one['region']}{hsm['zone']}",
            "HsmType": hsm_type,
            "State": hsm.get("state", "ACTIVE"),
        }
        for number, hsm in enumerate(one.get("hsms", ()), start=2)
    ]
    return {
        "ClusterId": one["name"],
        "State": one.get("state", "ACTIVE"),
        "Mode": one.get("mode", "FIPS"),
        "HsmType": hsm_type,
        "Hsms": hsms,
        "BackupPolicy": "DEFAULT",
        "BackupRetentionPolicy": {"Type": "DAYS", "Value": str(one.get("keep_days", 90))},
        "CreateTimestamp": plot.ago(one.get("created_days_ago", 300)),
    }


def _backup(plot: Plot, one: Declared) -> dict[str, Any]:
    made = {
        "BackupId": one["name"],
        "BackupArn": _backup_arn(plot, one),
        "BackupState": one.get("state", "READY"),
        "ClusterId": one["cluster"],
        "CreateTimestamp": plot.ago(one.get("hours_ago", 8) * HOUR_DAYS),
        "NeverExpires": one.get("never_expires", False),
    }
    if "source_region" in one:
        made |= {
            "SourceRegion": one["source_region"],
            "SourceCluster": one["cluster"],
            "SourceBackup": one["source_backup"],
        }
    return made


def _backup_arn(plot: Plot, one: Declared) -> str:
    return f"arn:aws:cloudhsm:{one['region']}:{plot.account.id}:backup/{one['name']}"


def _share(plot: Plot, one: Declared) -> None:
    arn = {"ResourceArn": _backup_arn(plot, one)}
    members = {"Policy": _policy(arn)} if one.get("shared") else {}
    plot.answer("cloudhsmv2:GetResourcePolicy", one["region"], members, arn)
    for operation in one.get("deny", ()):
        plot.deny("cloudhsmv2", operation, one["region"], arn)


def _policy(arn: Declared) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{OUTSIDER}:root"},
        "Action": ["cloudhsm:CreateCluster", "cloudhsm:DescribeBackups"],
        "Resource": arn["ResourceArn"],
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _log(plot: Plot, one: Declared) -> None:
    """The log group that the cluster writes to; none where `log_days` is null."""
    if one.get("log_days", 400) is None:
        return
    logs = plot.client("logs", one["region"])
    name = f"/aws/cloudhsm/{one['name']}"
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=name)
    logs.put_retention_policy(logGroupName=name, retentionInDays=one.get("log_days", 400))


def _clusters(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("clusters", region):
        arn = f"arn:aws:cloudhsm:{region}:{plot.account.id}:cluster/{one['name']}"
        yield Planted(arn, region, one)


def _backups(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("backups", region):
        yield Planted(_backup_arn(plot, one), region, one)


SERVICE = Service(
    name="cloudhsmv2",
    plant=plant_clusters,
    kinds=(
        Kind(
            name="cluster",
            controls=(
                "cloudhsm.audit-log-group",
                "cloudhsm.backup-other-region",
                "cloudhsm.backup-retention",
                "cloudhsm.cluster-active",
                "cloudhsm.cluster-multi-az",
                "cloudhsm.fips-mode",
                "cloudhsm.hsm-type-supported",
                "cloudhsm.recent-backup",
            ),
            planted=_clusters,
            population="arn:aws:cloudhsm:{region}:{account}:cluster/*",
        ),
        Kind(
            name="backup",
            controls=("cloudhsm.backup-not-shared",),
            planted=_backups,
            population="arn:aws:cloudhsm:{region}:{account}:backup/*",
        ),
    ),
)
