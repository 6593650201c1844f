"""cloudhsm.backup-retention: backups are kept as long as is right."""

import pytest

from compliance.collectors.cloudhsmv2 import BACKUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.backup_retention import judge
from tests.compliance.controls.cloudhsm.clusters import LISTING_DENIED, backup, cluster, copy
from tests.compliance.controls.resources import HOME, Unread, judge_outcome


def keeping(value: str, kind: str = "DAYS") -> Resource:
    return cluster(BackupRetentionPolicy={"Type": kind, "Value": value})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(keeping("90"), "pass", "90 days", id="the least"),
        pytest.param(keeping("379"), "pass", "379 days", id="the most"),
        pytest.param(keeping("89"), "fail", "limits are 90 and 379", id="too short"),
        pytest.param(keeping("380"), "fail", "380 days", id="too long"),
        pytest.param(keeping(""), "not_determined", "in days", id="no number"),
        pytest.param(keeping("90", "WEEKS"), "not_determined", "in days", id="another unit"),
        pytest.param(
            cluster(BackupRetentionPolicy=None), "not_determined", "in days", id="no policy"
        ),
        pytest.param(
            cluster(State="DELETED"), "pass", "90 days", id="backups outlive their cluster"
        ),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_retention_is_within_the_limits(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, others=[backup()])
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param(
            [backup("backup-2", NeverExpires=True), backup("backup-1", NeverExpires=True)],
            "fail",
            "never expire: backup-1, backup-2.",
            id="kept for ever",
        ),
        pytest.param(
            [backup(NeverExpires=True, BackupState="PENDING_DELETION")],
            "pass",
            "",
            id="kept, but being deleted",
        ),
        pytest.param(
            [backup(NeverExpires=True, ClusterId="cluster-other")],
            "pass",
            "",
            id="other cluster's",
        ),
        pytest.param([backup(), copy(NeverExpires=True)], "pass", "", id="copy elsewhere"),
        pytest.param([], "not_determined", "was not collected", id="backups never read"),
    ],
)
def test_every_backup_expires(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, cluster(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_backups_that_could_not_be_listed() -> None:
    unread = [Unread(BACKUP, HOME)]
    assert judge_outcome(judge, cluster(), unread=unread).status == "not_determined"
    assert judge_outcome(judge, keeping("7"), unread=unread).status == "fail"
