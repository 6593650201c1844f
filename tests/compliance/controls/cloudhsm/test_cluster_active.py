"""cloudhsm.cluster-active: the cluster is in use and whole."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster_active import judge
from tests.compliance.controls.cloudhsm.clusters import LISTING_DENIED, cluster, hsm
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(cluster(hsm("a"), hsm("b")), "pass", "none of its HSMs", id="active"),
        pytest.param(
            cluster(hsm("b", "DEGRADED"), hsm("a", "DEGRADED"), hsm("c")),
            "fail",
            "degraded: hsm-a, hsm-b.",
            id="degraded HSMs",
        ),
        pytest.param(cluster(State="UNINITIALIZED"), "fail", "UNINITIALIZED", id="uninitialised"),
        pytest.param(cluster(State="INITIALIZED"), "fail", "INITIALIZED", id="not activated"),
        pytest.param(cluster(State="DEGRADED"), "fail", "DEGRADED", id="degraded cluster"),
        pytest.param(cluster(State="DELETED"), "not_applicable", "DELETED", id="deleted"),
        pytest.param(cluster(Hsms=None), "not_determined", "no Hsms", id="no list of HSMs"),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_cluster_is_active(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
