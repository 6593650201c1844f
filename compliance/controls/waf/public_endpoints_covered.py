from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.endpoint import OUT_OF_SCOPE, beside_the_question
from compliance.controls.waf.association import web_acl_of

# AWS ended the support of AWS WAF Classic on 2025-09-30; its ids are bare, its ARNs its own
# service's (AWS WAF Developer Guide, "AWS WAF Classic").
CURRENT = ":wafv2:"
# Kinds of endpoint whose own list names the web ACL, and the member that does.
NAMING = {"stage": "webAclArn", "graphql_api": "wafWebAclArn"}


@control(
    title="Every public web endpoint has a web ACL",
    severity=Severity.HIGH,
    resource_type=ENDPOINT,
    needs=("elbv2", "apigateway", "appsync", "cloudfront", "wafv2"),
    params={OUT_OF_SCOPE: []},
    remediation=(
        "Associate a web ACL. For an endpoint that is no web application, or is reached only "
        "through one that has a web ACL, record its ARN among those that are out of scope."
    ),
    source=(
        "PCI DSS 4.0.1 6.4.2; AWS Security Hub ELB.16, CloudFront.6, APIGateway.4; AWS Config "
        "alb-waf-enabled, cloudfront-associated-with-waf, api-gw-associated-with-waf"
    ),
)
def judge(endpoint: Resource, context: Context) -> Outcome:
    """A public application without a web ACL meets every injection and every bot unfiltered.

    Judged are application load balancers, distributions, stages of REST APIs and GraphQL APIs.
    That a load balancer is reached only through a distribution cannot be shown by configuration
    alone: it is judged like any other. Classic load balancers, HTTP APIs, which cannot have a web
    ACL, and event APIs are not looked at.
    """
    if outcome := beside_the_question(endpoint, context.params):
        return outcome
    if "load_balancer" in endpoint.facts:
        return _judge_load_balancer(endpoint, context.estate)
    for fact, member in NAMING.items():
        if fact in endpoint.facts:
            return _judge_named(str(endpoint[fact].get(member) or ""))
    return _judge_distribution(endpoint)


def _judge_load_balancer(endpoint: Resource, estate: Estate) -> Outcome:
    if endpoint["load_balancer"]["Type"] != "application":
        return not_applicable("Only application load balancers can have a web ACL.")
    return _judge_named(web_acl_of(endpoint, estate))


def _judge_distribution(endpoint: Resource) -> Outcome:
    own = str(endpoint["distribution"].get("WebACLId") or "")
    if "tenants" not in endpoint.facts:
        return _judge_named(own)
    for tenant in endpoint["tenants"]["DistributionTenantList"]:
        if tenant.get("Enabled") is False:
            continue
        other = tenant.get("Customizations", {}).get("WebAcl", {})
        if other.get("Action") == "disable":
            return failed(f"Tenant {tenant['Name']} of the distribution has turned off web ACLs.")
        found = _judge_named(other.get("Arn") or own)
        if found.status == "fail":
            return failed(f"Tenant {tenant['Name']} of the distribution: {found.reason}")
    return passed("Every enabled tenant of the distribution has a web ACL.")


def _judge_named(web_acl: str) -> Outcome:
    if not web_acl:
        return failed("The endpoint has no web ACL.")
    if CURRENT not in web_acl:
        return failed(f"The endpoint has a web ACL of AWS WAF Classic, {web_acl}.")
    return passed(f"The endpoint has the web ACL {web_acl}.")
