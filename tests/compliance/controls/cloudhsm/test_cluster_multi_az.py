"""cloudhsm.cluster-multi-az: active HSMs in several zones."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster_multi_az import judge
from tests.compliance.controls.cloudhsm.clusters import LISTING_DENIED, cluster, hsm
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(cluster(hsm("a"), hsm("b")), "pass", "AWS advises 3 HSMs", id="two in two"),
        pytest.param(
            cluster(hsm("a"), hsm("b"), hsm("c")),
            "pass",
            "HSMs: 3; Availability Zones that they are in: 3.",
            id="three in three",
        ),
        pytest.param(
            cluster(hsm("a"), hsm("a")),
            "fail",
            "HSMs: 2; Availability Zones that they are in: 1. The",
            id="one zone",
        ),
        pytest.param(cluster(hsm("a")), "fail", "Active HSMs: 1;", id="one HSM"),
        pytest.param(
            cluster(hsm("a"), hsm("b", "DEGRADED")),
            "fail",
            "Active HSMs: 1;",
            id="one is degraded",
        ),
        pytest.param(
            cluster(hsm("a"), hsm("b", "CREATE_IN_PROGRESS")),
            "fail",
            "Active HSMs: 1;",
            id="one is not there yet",
        ),
        pytest.param(
            cluster(), "fail", "Active HSMs: 0;", id="scaled to zero, though three subnets"
        ),
        pytest.param(cluster(State="DELETED"), "not_applicable", "DELETED", id="deleted"),
        pytest.param(
            cluster(State="DELETE_IN_PROGRESS"), "not_applicable", "DELETE", id="being deleted"
        ),
        pytest.param(cluster(Hsms=None), "not_determined", "no Hsms", id="no list of HSMs"),
        pytest.param(cluster(State=None), "not_determined", "no State", id="no state"),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_cluster_survives_the_loss_of_a_zone(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize("limit", [{"min_hsms": 3}, {"min_azs": 3}])
def test_limits_are_the_organisations_to_choose(limit: dict[str, Any]) -> None:
    assert judge_outcome(judge, cluster(hsm("a"), hsm("b")), **limit).status == "fail"
