"""waf.public-endpoints-covered: load balancers, distributions and stages have a web ACL."""

import pytest

from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.resource import Resource
from tests.compliance.controls.endpoints import (
    ALB,
    LISTENERS_DENIED,
    STAGE,
    TENANTS_DENIED,
    distribution,
    graphql_api,
    load_balancer,
    network_load_balancer,
    stage,
    tenants,
)
from tests.compliance.controls.resources import Denied, resource
from tests.compliance.controls.waf.web_acls import (
    ARN,
    GLOBAL_ARN,
    RESOURCES_DENIED,
    judged,
    web_acl,
)

CONTROL = "waf.public-endpoints-covered"
LOAD_BALANCERS = "resources APPLICATION_LOAD_BALANCER"
PROTECTING = web_acl(facts={LOAD_BALANCERS: {"ResourceArns": [ALB]}})
OTHER = web_acl(arn=f"{ARN}2")
DENIED = web_acl(arn=f"{ARN}3", facts={LOAD_BALANCERS: RESOURCES_DENIED})
CLASSIC = "arn:aws:waf-regional:eu-west-1:111122223333:webacl/473e64fd"
OVERRIDE = {"Action": "override", "Arn": GLOBAL_ARN}
DISABLE = {"Action": "disable"}


@pytest.mark.parametrize(
    ("web_acls", "status", "reason"),
    [
        pytest.param([OTHER, PROTECTING], "pass", ARN, id="protected"),
        pytest.param([DENIED, PROTECTING], "pass", ARN, id="protected, another web ACL denied"),
        pytest.param([OTHER], "fail", "no web ACL", id="unprotected"),
        pytest.param([], "fail", "no web ACL", id="no web ACLs"),
        pytest.param([OTHER, DENIED], "not_determined", "ListResourcesForWebACL", id="denied"),
    ],
)
def test_load_balancer_has_a_web_acl(web_acls: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, load_balancer(), web_acls=web_acls)
    assert outcome.status == status
    assert reason in outcome.reason


def test_load_balancer_is_not_judged_where_web_acls_were_not_listed() -> None:
    assert judged(CONTROL, load_balancer(), acls_denied=True).status == "not_determined"
    found = judged(CONTROL, load_balancer(), web_acls=[PROTECTING], acls_denied=True)
    assert found.status == "pass"


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            load_balancer(Scheme="internal"), "not_applicable", "internal", id="internal"
        ),
        pytest.param(
            load_balancer(listeners={"Listeners": []}),
            "not_applicable",
            "no listener",
            id="serves nothing",
        ),
        pytest.param(
            load_balancer(listeners=LISTENERS_DENIED),
            "not_determined",
            "DescribeListeners: Access",
            id="listeners denied",
        ),
        pytest.param(load_balancer(Scheme=None), "not_determined", "no Scheme", id="no scheme"),
        pytest.param(network_load_balancer(), "not_applicable", "Only application", id="network"),
        pytest.param(
            load_balancer(Type="gateway", Scheme=None), "not_applicable", "packets", id="gateway"
        ),
        pytest.param(distribution(WebACLId=GLOBAL_ARN), "pass", GLOBAL_ARN, id="distribution"),
        pytest.param(distribution(), "fail", "no web ACL", id="bare distribution"),
        pytest.param(
            distribution(WebACLId="473e64fd-f30b-4765-81a0-62ad96dd167a"),
            "fail",
            "WAF Classic",
            id="distribution with a Classic id",
        ),
        pytest.param(
            distribution(Enabled=False), "not_applicable", "disabled", id="disabled distribution"
        ),
        pytest.param(distribution(Enabled=None), "not_determined", "no Enabled", id="not told"),
        pytest.param(
            distribution(WebACLId=GLOBAL_ARN, tenants=tenants(None, OVERRIDE)),
            "pass",
            "Every enabled tenant",
            id="tenants with the distribution's or their own",
        ),
        pytest.param(
            distribution(WebACLId=GLOBAL_ARN, tenants=tenants(None, DISABLE)),
            "fail",
            "tenant-2 of the distribution has turned off",
            id="a tenant without",
        ),
        pytest.param(
            distribution(tenants=tenants(OVERRIDE, None)),
            "fail",
            "tenant-2",
            id="a tenant that inherits none",
        ),
        pytest.param(
            distribution(WebACLId=GLOBAL_ARN, tenants=tenants(DISABLE, enabled=False)),
            "pass",
            "Every enabled tenant",
            id="a disabled tenant without",
        ),
        pytest.param(
            distribution(WebACLId=GLOBAL_ARN, tenants=TENANTS_DENIED),
            "not_determined",
            "ListDistributionTenants: Access",
            id="tenants denied",
        ),
        pytest.param(stage(webAclArn=ARN), "pass", ARN, id="stage"),
        pytest.param(stage(), "fail", "no web ACL", id="bare stage"),
        pytest.param(stage(["EDGE"]), "fail", "no web ACL", id="bare stage at the edge"),
        pytest.param(stage(webAclArn=CLASSIC), "fail", "WAF Classic", id="stage with Classic"),
        pytest.param(stage(["PRIVATE"]), "not_applicable", "private", id="private API"),
        pytest.param(stage([]), "not_determined", "no endpoint type", id="type not told"),
        pytest.param(graphql_api(wafWebAclArn=ARN), "pass", ARN, id="GraphQL API"),
        pytest.param(graphql_api(), "fail", "no web ACL", id="bare GraphQL API"),
        pytest.param(
            graphql_api(visibility="PRIVATE"),
            "not_applicable",
            "private",
            id="private GraphQL API",
        ),
        pytest.param(
            resource(STAGE, ENDPOINT, stage=Denied("apigateway:GetStages")),
            "not_determined",
            "rest_api",
            id="API not read",
        ),
        pytest.param(
            resource(STAGE, ENDPOINT), "not_determined", "no kind", id="of no known kind"
        ),
    ],
)
def test_endpoint_has_a_web_acl(subject: Resource, status: str, reason: str) -> None:
    outcome = judged(CONTROL, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_organisation_may_declare_an_endpoint_out_of_scope() -> None:
    outcome = judged(CONTROL, stage(), out_of_scope_arns=[STAGE])
    assert outcome.status == "not_applicable"
    assert "out of scope" in outcome.reason
