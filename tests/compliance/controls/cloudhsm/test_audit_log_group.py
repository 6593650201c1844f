"""cloudhsm.audit-log-group: what happens inside the HSM is written down and kept."""

import pytest

from compliance.collectors.logs import LOG_GROUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.audit_log_group import judge
from tests.compliance.controls.cloudhsm.clusters import FAR, ID, cluster
from tests.compliance.controls.resources import HOME, OWNER, Unread, judge_outcome, resource

NAME = f"/aws/cloudhsm/{ID}"


def group(days: int | None = None, name: str = NAME, region: str = HOME) -> Resource:
    """A log group that keeps its events for days, or for ever."""
    kept = {} if days is None else {"retentionInDays": days}
    arn = f"arn:aws:logs:{region}:{OWNER}:log-group:{name}"
    return resource(arn, LOG_GROUP, region, group={"logGroupName": name, **kept})


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([group()], "pass", "for ever", id="never expires"),
        pytest.param([group(365)], "pass", "365 days", id="the least"),
        pytest.param([group(180)], "fail", "keeps 180 days", id="too short"),
        pytest.param([group(name=f"{NAME}x")], "fail", "no log group", id="other cluster's"),
        pytest.param(
            [group(region=FAR), group(name="/aws/x")], "fail", "no log group", id="elsewhere"
        ),
        pytest.param([group(region=FAR)], "not_determined", "was not collected", id="only far"),
        pytest.param([], "not_determined", "was not collected", id="groups never read"),
    ],
)
def test_audit_log_is_kept(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, cluster(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_groups_that_could_not_be_listed() -> None:
    unread = [Unread(LOG_GROUP, HOME)]
    assert judge_outcome(judge, cluster(), unread=unread).status == "not_determined"
    seen = judge_outcome(judge, cluster(), others=[group()], unread=unread)
    assert seen.status == "pass"


def test_log_of_a_deleted_cluster_is_kept() -> None:
    outcome = judge_outcome(judge, cluster(State="DELETED"), others=[group(30)])
    assert outcome.status == "fail"


def test_limit_is_the_organisations_to_choose() -> None:
    outcome = judge_outcome(judge, cluster(), others=[group(365)], min_days=2555)
    assert outcome.status == "fail"
