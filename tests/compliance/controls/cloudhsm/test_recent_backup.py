"""cloudhsm.recent-backup: what is in the cluster can be brought back."""

from datetime import timedelta

import pytest

from compliance.collectors.cloudhsmv2 import BACKUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.recent_backup import judge
from tests.compliance.controls.cloudhsm.clusters import (
    FAR,
    LISTING_DENIED,
    backup,
    cluster,
    copy,
    hsm,
)
from tests.compliance.controls.resources import HOME, NOW, Unread, judge_outcome

ON_THE_LIMIT = NOW - timedelta(hours=48)
OLD = ON_THE_LIMIT - timedelta(seconds=1)
ELSEWHERE = backup("backup-9", ClusterId="cluster-other")


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([backup()], "pass", "within 48 hours", id="fresh"),
        pytest.param([backup(CreateTimestamp=ON_THE_LIMIT)], "pass", "", id="on the limit"),
        pytest.param(
            [backup(CreateTimestamp=OLD)], "fail", "at 2026-04-29T11:59:59Z", id="too old"
        ),
        pytest.param(
            [backup(CreateTimestamp=OLD), backup("backup-2")], "pass", "", id="the newest counts"
        ),
        pytest.param([ELSEWHERE], "fail", "no backup", id="another cluster's"),
        pytest.param(
            [backup(BackupState="PENDING_DELETION")], "fail", "no backup", id="being deleted"
        ),
        pytest.param(
            [backup(BackupState="CREATE_IN_PROGRESS")], "fail", "no backup", id="not ready yet"
        ),
        pytest.param([copy(), ELSEWHERE], "fail", "no backup", id="a copy elsewhere"),
        pytest.param([], "not_determined", "was not collected", id="backups never read"),
        pytest.param([backup(region=FAR)], "not_determined", "was not collected", id="only far"),
    ],
)
def test_backup_is_fresh(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, cluster(hsm()), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_backups_that_could_not_be_listed() -> None:
    unread = [Unread(BACKUP, HOME)]
    outcome = judge_outcome(judge, cluster(hsm()), unread=unread)
    assert outcome.status == "not_determined"
    seen = judge_outcome(judge, cluster(hsm()), others=[backup()], unread=unread)
    assert seen.status == "pass"


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(cluster(), "not_applicable", "no HSM", id="scaled to zero"),
        pytest.param(
            cluster(hsm("a", "DELETED")), "not_applicable", "no HSM", id="its HSMs are deleted"
        ),
        pytest.param(
            cluster(hsm(), State="UNINITIALIZED"),
            "not_applicable",
            "holds no keys yet",
            id="nothing to back up",
        ),
        pytest.param(cluster(State="DELETED"), "not_applicable", "DELETED", id="deleted"),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_cluster_without_anything_to_back_up(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, others=[ELSEWHERE])
    assert outcome.status == status
    assert reason in outcome.reason
