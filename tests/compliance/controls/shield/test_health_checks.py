"""shield.health-checks: what watches health, and what answers by itself."""

import pytest

from compliance.collectors.resource import GLOBAL, Resource
from compliance.collectors.shield import PROTECTION
from tests.compliance.controls.endpoints import ALB, DISTRIBUTION, EIP
from tests.compliance.controls.resources import Denied, resource
from tests.compliance.controls.shield.subscriptions import judged, protection

ZONE = "arn:aws:route53:::hostedzone/Z148QEXAMPLE8V"
HEALTH = {"HealthCheckIds": ["e5a12f3b-EXAMPLE"]}
RESPONDS = {"ApplicationLayerAutomaticResponseConfiguration": {"Status": "ENABLED"}}
RESTS = {"ApplicationLayerAutomaticResponseConfiguration": {"Status": "DISABLED"}}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(protection(ALB, **HEALTH, **RESPONDS), "pass", ALB, id="both"),
        pytest.param(protection(ALB, **HEALTH), "fail", "no automatic", id="no response"),
        pytest.param(
            protection(ALB, **HEALTH, **RESTS), "fail", "no automatic", id="switched off"
        ),
        pytest.param(
            protection(DISTRIBUTION, **RESPONDS), "fail", "no health check.", id="no health check"
        ),
        pytest.param(
            protection(DISTRIBUTION), "fail", "no health check and no automatic", id="neither"
        ),
        pytest.param(protection(EIP, **HEALTH), "pass", EIP, id="address"),
        pytest.param(protection(EIP), "fail", "no health check", id="address without"),
        pytest.param(protection(ZONE), "not_applicable", "hosted zones", id="hosted zone"),
        pytest.param(protection(""), "not_determined", "no ResourceArn", id="resource not told"),
        pytest.param(
            resource(
                "arn:aws:shield::111122223333:protection/x",
                PROTECTION,
                GLOBAL,
                protection=Denied("shield:ListProtections"),
            ),
            "not_determined",
            "ListProtections: Access",
            id="denied",
        ),
    ],
)
def test_protection_is_set_up(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("shield.health-checks", subject=subject)
    assert outcome.status == status
    assert reason in outcome.reason
