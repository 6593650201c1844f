"""cloudhsm.fips-mode: the HSMs run as they were validated."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.fips_mode import judge
from tests.compliance.controls.cloudhsm.clusters import LISTING_DENIED, cluster
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(cluster(), "pass", "mode is FIPS", id="FIPS"),
        pytest.param(cluster(Mode="NON_FIPS"), "fail", "NON_FIPS", id="other mode"),
        pytest.param(cluster(Mode=None), "pass", "names no mode", id="older than modes"),
        pytest.param(
            cluster(Mode="NON_FIPS", State="DELETED"), "not_applicable", "DELETED", id="deleted"
        ),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_cluster_is_in_fips_mode(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
