"""shield.protections-cover-public: public load balancers and distributions are protected."""

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.shield import PROTECTION
from tests.compliance.controls.endpoints import (
    ALB,
    DISTRIBUTION,
    EIP,
    NLB,
    distribution,
    load_balancer,
    network_load_balancer,
    stage,
)
from tests.compliance.controls.shield.subscriptions import (
    INACTIVE,
    STATE_DENIED,
    judged,
    protection,
    subscription,
)

CONTROL = "shield.protections-cover-public"
SUBSCRIBED = subscription()


@pytest.mark.parametrize(
    ("subject", "protections", "status", "reason"),
    [
        pytest.param(load_balancer(), [protection(ALB)], "pass", "has a Shield", id="balancer"),
        pytest.param(load_balancer(), [protection(DISTRIBUTION)], "fail", ALB, id="another's"),
        pytest.param(load_balancer(), [], "fail", ALB, id="none"),
        pytest.param(distribution(), [protection(DISTRIBUTION)], "pass", "has", id="distribution"),
        pytest.param(distribution(), [], "fail", DISTRIBUTION, id="bare distribution"),
        pytest.param(
            network_load_balancer("eipalloc-0a1b2c3d"),
            [protection(EIP)],
            "pass",
            "has a Shield",
            id="network, by its address",
        ),
        pytest.param(
            network_load_balancer("eipalloc-0a1b2c3d", "eipalloc-2"),
            [protection(EIP)],
            "fail",
            "eipalloc-2",
            id="network, one address bare",
        ),
        pytest.param(
            network_load_balancer(), [protection(NLB)], "fail", "no Elastic IP", id="network, none"
        ),
        pytest.param(
            load_balancer(Scheme="internal"), [], "not_applicable", "internal", id="internal"
        ),
        pytest.param(stage(), [], "not_applicable", "no APIs", id="stage"),
    ],
)
def test_endpoint_is_protected(
    subject: Resource, protections: list[Resource], status: str, reason: str
) -> None:
    outcome = judged(CONTROL, SUBSCRIBED, *protections, subject=subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("state", "status"),
    [
        pytest.param(INACTIVE, "not_applicable", id="none"),
        pytest.param(STATE_DENIED, "not_determined", id="denied"),
    ],
)
def test_protections_are_asked_of_subscribers(state: dict[str, str], status: str) -> None:
    found = judged(CONTROL, subscription(state=state), subject=load_balancer())
    assert found.status == status


@pytest.mark.parametrize(
    ("protections", "status"),
    [
        pytest.param([protection(ALB)], "pass", id="seen"),
        pytest.param([], "not_determined", id="not seen"),
    ],
)
def test_gap_in_the_list_proves_no_absence(protections: list[Resource], status: str) -> None:
    found = judged(CONTROL, SUBSCRIBED, *protections, subject=load_balancer(), denied=[PROTECTION])
    assert found.status == status


def test_organisation_may_declare_an_endpoint_out_of_scope() -> None:
    found = judged(CONTROL, SUBSCRIBED, subject=load_balancer(), out_of_scope_arns=[ALB])
    assert found.status == "not_applicable"
