"""cloudhsm.backup-other-region: a Region can be lost without its keys."""

import pytest

from compliance.collectors.cloudhsmv2 import BACKUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.backup_other_region import judge
from tests.compliance.controls.cloudhsm.clusters import (
    FAR,
    LISTING_DENIED,
    backup,
    cluster,
    copy,
)
from tests.compliance.controls.resources import HOME, Unread, judge_outcome

OTHERS_COPY = copy(SourceCluster="cluster-other")


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([backup(), copy()], "pass", f"copied to {FAR}", id="copied"),
        pytest.param([copy(SourceRegion=None)], "pass", FAR, id="source names no Region"),
        pytest.param([backup(), OTHERS_COPY], "fail", f"were read: {FAR}", id="other cluster's"),
        pytest.param([copy(SourceRegion="eu-north-1")], "fail", FAR, id="from another Region"),
        pytest.param([copy(BackupState="CREATE_IN_PROGRESS")], "fail", "", id="not ready"),
        pytest.param([backup("b", FAR)], "fail", "", id="a backup there that is no copy"),
        pytest.param([copy(HOME)], "not_determined", "No other Region", id="copy at home"),
        pytest.param([], "not_determined", "No other Region", id="nothing read"),
    ],
)
def test_copy_is_in_another_region(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, cluster(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_region_that_could_not_be_read_may_have_a_copy() -> None:
    unread = [Unread(BACKUP, "eu-north-1")]
    absent = judge_outcome(judge, cluster(), others=[OTHERS_COPY], unread=unread)
    assert absent.status == "not_determined"
    seen = judge_outcome(judge, cluster(), others=[copy()], unread=unread)
    assert seen.status == "pass"


def test_residency_that_forbids_copies() -> None:
    outcome = judge_outcome(judge, cluster(), others=[OTHERS_COPY], copies_forbidden=True)
    assert outcome.status == "not_applicable"


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        (cluster(State="DELETED"), "not_applicable"),
        (cluster(State="UNINITIALIZED"), "not_applicable"),
        (cluster(denied=LISTING_DENIED), "not_determined"),
    ],
)
def test_cluster_without_keys(subject: Resource, status: str) -> None:
    assert judge_outcome(judge, subject, others=[OTHERS_COPY]).status == status
