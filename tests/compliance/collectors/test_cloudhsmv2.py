"""collectors.cloudhsmv2: clusters with their HSMs, and with whom backups are shared."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudhsmv2 import BACKUP, CLUSTER
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:cloudhsm:{REGION}:{OWN_ACCOUNT}"
CLUSTER_ID = "cluster-igklspoyj5v"
READY = f"{PREFIX}:backup/backup-ready"
LEAVING = f"{PREFIX}:backup/backup-leaving"
POLICY = '{"Version": "2012-10-17", "Statement": []}'


def backup(name: str, state: str = "READY", **more: Any) -> dict[str, Any]:
    return {"BackupId": name, "BackupState": state, "ClusterId": CLUSTER_ID, **more}


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with a cluster and two backups, of which one can be restored."""
    hsm = {"HsmId": "hsm-1", "State": "ACTIVE", "AvailabilityZone": f"{REGION}a"}
    clusters = [{"ClusterId": CLUSTER_ID, "State": "ACTIVE", "Hsms": [hsm]}]
    declare(aws, "cloudhsmv2:DescribeClusters", {"Clusters": clusters})
    backups = [
        backup("backup-ready", BackupArn=READY),
        backup("backup-leaving", "PENDING_DELETION"),
    ]
    declare(aws, "cloudhsmv2:DescribeBackups", {"Backups": backups})
    declare(aws, "cloudhsmv2:GetResourcePolicy", {"Policy": POLICY}, ResourceArn=READY)
    return aws


def test_clusters_and_backups(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("cloudhsmv2", filled, monkeypatch)
    cluster = found.resource(f"{PREFIX}:cluster/{CLUSTER_ID}")
    assert (cluster.name, cluster["cluster"]["Hsms"][0]["State"]) == (CLUSTER_ID, "ACTIVE")
    assert found.resource(READY)["policy"] == {"Policy": POLICY}
    assert "policy" not in found.resource(LEAVING).facts
    assert sorted(found.calls) == [
        "cloudhsmv2:DescribeBackups",
        "cloudhsmv2:DescribeClusters",
        "cloudhsmv2:GetResourcePolicy",
    ]


def test_pages_are_as_large_as_aws_allows(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    clusters = [{"ClusterId": f"cluster-{number}"} for number in range(30)]
    declare(aws, "cloudhsmv2:DescribeClusters", {"Clusters": clusters})
    backups = [backup(f"backup-{number}", "DELETED") for number in range(60)]
    declare(aws, "cloudhsmv2:DescribeBackups", {"Backups": backups})
    found = gather("cloudhsmv2", aws, monkeypatch)
    assert len(found.population(CLUSTER).resources) == 30
    assert len(found.population(BACKUP).resources) == 60
    assert sorted(found.calls) == (
        ["cloudhsmv2:DescribeBackups"] * 2 + ["cloudhsmv2:DescribeClusters"] * 2
    )


def test_region_without_clusters_costs_two_calls(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "cloudhsmv2:DescribeClusters", {"Clusters": []})
    declare(aws, "cloudhsmv2:DescribeBackups", {"Backups": [], "NextToken": ""})
    found = gather("cloudhsmv2", aws, monkeypatch)
    assert len(found.calls) == 2
    for kind in (CLUSTER, BACKUP):
        population = found.population(kind)
        assert (population.resources, population.error) == ([], "")
        assert "returned 0" in population.count_statement


def test_backup_without_a_policy_is_told_apart_from_a_denied_one(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(filled, "cloudhsmv2:GetResourcePolicy", {}, ResourceArn=READY)
    assert not gather("cloudhsmv2", filled, monkeypatch).resource(READY)["policy"]
    code = "CloudHsmAccessDeniedException"
    refuse(filled, "cloudhsmv2:GetResourcePolicy", code, ResourceArn=READY)
    denied = gather("cloudhsmv2", filled, monkeypatch).resource(READY)
    with pytest.raises(NotCollected, match=code):
        _ = denied["policy"]


@pytest.mark.parametrize(
    ("operation", "kind"),
    [("cloudhsmv2:DescribeClusters", CLUSTER), ("cloudhsmv2:DescribeBackups", BACKUP)],
)
def test_denied_list_is_an_error_of_its_population(
    filled: Server, monkeypatch: pytest.MonkeyPatch, operation: str, kind: str
) -> None:
    refuse(filled, operation)
    found = gather("cloudhsmv2", filled, monkeypatch)
    assert "AccessDenied" in found.population(kind).error
    (other,) = {CLUSTER, BACKUP} - {kind}
    assert found.population(other).error == ""


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *(
            ("cloudhsmv2:DescribeClusters", f"Clusters.{member}")
            for member in (
                "BackupRetentionPolicy.Type",
                "BackupRetentionPolicy.Value",
                "ClusterId",
                "HsmType",
                "HsmTypeRollbackExpiration",
                "Hsms.AvailabilityZone",
                "Hsms.HsmId",
                "Hsms.HsmType",
                "Hsms.State",
                "Mode",
                "State",
            )
        ),
        *(
            ("cloudhsmv2:DescribeBackups", f"Backups.{member}")
            for member in (
                "BackupArn",
                "BackupId",
                "BackupState",
                "ClusterId",
                "CreateTimestamp",
                "NeverExpires",
                "SourceCluster",
                "SourceRegion",
            )
        ),
        ("cloudhsmv2:GetResourcePolicy", "Policy"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
