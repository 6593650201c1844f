"""cloudhsm.hsm-type-supported: the hardware has support and a current certificate."""

from datetime import UTC, datetime

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.hsm_type_supported import judge
from tests.compliance.controls.cloudhsm.clusters import LISTING_DENIED, cluster, hsm
from tests.compliance.controls.resources import judge_outcome

OLD = "hsm1.medium"
NEW = "hsm2m.medium"


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(cluster(hsm(HsmType=NEW)), "pass", "of type hsm2m.medium.", id="current"),
        pytest.param(cluster(), "pass", NEW, id="no HSM in it"),
        pytest.param(cluster(HsmType=OLD), "fail", f"not supported: {OLD}", id="out of support"),
        pytest.param(
            cluster(hsm("a", HsmType=NEW), hsm("b", HsmType=OLD)), "fail", OLD, id="one is left"
        ),
        pytest.param(
            cluster(hsm("a", HsmType=NEW), hsm("b", "DELETED", HsmType=OLD)),
            "pass",
            NEW,
            id="the one left is deleted",
        ),
        pytest.param(
            cluster(HsmTypeRollbackExpiration=datetime(2026, 5, 3, tzinfo=UTC)),
            "pass",
            "rolled back until 2026-05-03T00:00:00Z",
            id="migrated lately",
        ),
        pytest.param(cluster(HsmType=None), "not_determined", "no HsmType", id="no type"),
        pytest.param(cluster(State="DELETED", HsmType=OLD), "not_applicable", "", id="deleted"),
        pytest.param(
            cluster(denied=LISTING_DENIED), "not_determined", "DescribeClusters", id="denied"
        ),
    ],
)
def test_type_is_supported(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_types_are_the_organisations_to_choose() -> None:
    assert judge_outcome(judge, cluster(HsmType=OLD), supported_types=[OLD]).status == "pass"
