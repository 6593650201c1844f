"""waf.web-acl-associated: something is protected, whichever side tells."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Population, Resource
from tests.compliance.controls.endpoints import (
    ALB,
    TENANTS_DENIED,
    distribution,
    endpoints,
    stage,
    tenants,
)
from tests.compliance.controls.waf.web_acls import (
    ARN,
    GLOBAL_ARN,
    RESOURCES_DENIED,
    judged,
    web_acl,
)

LOAD_BALANCERS = "resources APPLICATION_LOAD_BALANCER"
POOLS = "resources COGNITO_USER_POOL"
SITE = web_acl(arn=GLOBAL_ARN)
OVERRIDDEN = tenants({"Action": "override", "Arn": GLOBAL_ARN})


@pytest.mark.parametrize(
    ("subject", "places", "status", "reason"),
    [
        pytest.param(
            web_acl(facts={LOAD_BALANCERS: {"ResourceArns": [ALB]}}),
            endpoints(),
            "pass",
            "at least one",
            id="load balancer",
        ),
        pytest.param(
            web_acl(facts={POOLS: {"ResourceArns": ["arn:aws:cognito-idp:x"]}}),
            endpoints(),
            "pass",
            "at least one",
            id="user pool",
        ),
        pytest.param(
            web_acl(), endpoints(stage(webAclArn=ARN)), "pass", "at least one", id="stage"
        ),
        pytest.param(
            SITE, endpoints(distribution(WebACLId=GLOBAL_ARN)), "pass", "one", id="distribution"
        ),
        pytest.param(
            SITE, endpoints(distribution(tenants=OVERRIDDEN)), "pass", "one", id="tenant"
        ),
        pytest.param(web_acl(), endpoints(stage()), "fail", "no resource", id="nothing"),
        pytest.param(
            SITE, endpoints(distribution()), "fail", "no resource", id="nothing, of CloudFront"
        ),
        pytest.param(
            web_acl(facts={POOLS: RESOURCES_DENIED}),
            endpoints(),
            "not_determined",
            "ListResourcesForWebACL: Access",
            id="one type denied",
        ),
        pytest.param(
            web_acl(facts={LOAD_BALANCERS: RESOURCES_DENIED}),
            endpoints(stage(webAclArn=ARN)),
            "pass",
            "at least one",
            id="one type denied, a stage named",
        ),
        pytest.param(
            web_acl(),
            endpoints(denied=["stage"]),
            "not_determined",
            "GetRestApis",
            id="stages denied",
        ),
        pytest.param(
            web_acl(),
            endpoints(denied=["load_balancer"]),
            "fail",
            "no resource",
            id="the list of load balancers tells nothing here",
        ),
        pytest.param(
            SITE,
            endpoints(denied=["distribution"]),
            "not_determined",
            "ListDistributions",
            id="distributions denied",
        ),
        pytest.param(
            SITE,
            endpoints(distribution(tenants=TENANTS_DENIED)),
            "not_determined",
            "ListDistributionTenants: Access",
            id="tenants denied",
        ),
        pytest.param(
            web_acl(), [], "not_determined", "not collected", id="stages never collected"
        ),
    ],
)
def test_web_acl_protects_something(
    subject: Resource, places: Sequence[Population], status: str, reason: str
) -> None:
    outcome = judged("waf.web-acl-associated", subject, other_endpoints=places)
    assert outcome.status == status
    assert reason in outcome.reason
