"""AWS WAF: web ACLs of both scopes, their rule groups, logging and associations."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

WEB_ACL = "AWS::WAFv2::WebACL"

REGIONAL = "REGIONAL"
CLOUDFRONT = "CLOUDFRONT"
PAGE = 100
# Whose logging configuration it is: each is listed apart (AWS WAF API, LogScope).
CUSTOMER = "CUSTOMER"
LOG_SCOPES = (CUSTOMER, "SECURITY_LAKE", "CLOUDWATCH_TELEMETRY_RULE_MANAGED")
# What ListResourcesForWebACL can be asked for. Distributions and API stages name their web ACL
# themselves. The call is limited to one a second, so that the most likely is asked first, and
# the others only until one is found.
RESOURCE_TYPES = {
    REGIONAL: (
        "APPLICATION_LOAD_BALANCER",
        "COGNITO_USER_POOL",
        "APPSYNC",
        "APP_RUNNER_SERVICE",
        "VERIFIED_ACCESS_INSTANCE",
        "AGENTCORE_GATEWAY",
    ),
    CLOUDFRONT: ("AMPLIFY",),
}
LOGGING = ("wafv2:ListLoggingConfigurations", "LoggingConfigurations")
RESOURCES = "wafv2:ListResourcesForWebACL"
GET_WEB_ACL = "wafv2:GetWebACL"
OWN_GROUP = "wafv2:GetRuleGroup"
# WAF did not recognise a parameter, or its value (AWS WAF API, common errors of its operations).
UNKNOWN = "WAFInvalidParameterException"
MANAGED_GROUP = "wafv2:DescribeManagedRuleGroup"


def collect(reader: "Reader", *, scope: str) -> None:
    """List web ACLs and logging, get each web ACL, and what its rule groups and users are.

    Associations are asked one after another: the quota is one call a second in an account and
    Region, and cannot be raised (AWS WAF Developer Guide, "AWS WAF quotas").
    """
    acls = reader.pages("wafv2:ListWebACLs", "WebACLs", Scope=scope, Limit=PAGE)
    for log_scope in LOG_SCOPES if acls.items else ():
        reader.pages(*LOGGING, Scope=scope, LogScope=log_scope, Limit=PAGE)
    got = reader.each(partial(_get, reader, scope), acls.items)
    calls = {
        str(call): call
        for answer in got
        for _, call in group_calls((answer.parsed or {}).get("WebACL", {}), scope)
    }
    reader.each(lambda call: reader.call(call[0], **call[1]), calls.values())
    for acl in acls.items:
        _collect_resources(reader, acl["ARN"], RESOURCE_TYPES[scope])


def _get(reader: "Reader", scope: str, acl: Mapping[str, Any]) -> Answer:
    return reader.call(GET_WEB_ACL, Name=acl["Name"], Scope=scope, Id=acl["Id"])


def _collect_resources(reader: "Reader", arn: str, types: tuple[str, ...]) -> None:
    for one in types:
        answer = reader.call(RESOURCES, WebACLArn=arn, ResourceType=one)
        if (answer.parsed or {}).get("ResourceArns"):
            return


def group_calls(
    acl: Mapping[str, Any], scope: str
) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
    """The facts about rule groups that a web ACL needs: name of the fact, and its call.

    The account's own groups are always read. Of a managed one only its name tells what it is
    for; its rules are asked for where some of them are overridden.
    """
    for statement in group_statements(acl):
        if own := statement.get("RuleGroupReferenceStatement"):
            yield own_group_fact(own), (OWN_GROUP, {"ARN": own["ARN"]})
        managed = statement.get("ManagedRuleGroupStatement")
        if managed and (managed.get("RuleActionOverrides") or managed.get("ExcludedRules")):
            params = {"VendorName": managed["VendorName"], "Name": managed["Name"], "Scope": scope}
            if managed.get("Version"):
                params["VersionName"] = managed["Version"]
            yield managed_group_fact(managed), (MANAGED_GROUP, params)


def group_statements(acl: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The statements of a web ACL's rules, and those by which Firewall Manager adds groups."""
    for rule in acl.get("Rules") or ():
        yield rule.get("Statement") or {}
    for member in ("PreProcessFirewallManagerRuleGroups", "PostProcessFirewallManagerRuleGroups"):
        for group in acl.get(member) or ():
            yield group.get("FirewallManagerStatement") or {}


def own_group_fact(statement: Mapping[str, Any]) -> str:
    """The name of the fact that holds a rule group, for a RuleGroupReferenceStatement."""
    return f"rule group {statement['ARN']}"


def managed_group_fact(statement: Mapping[str, Any]) -> str:
    """The name of the fact that holds a managed group's rules, for a ManagedRuleGroupStatement."""
    version = statement.get("Version") or "default version"
    return f"managed rule group {statement['VendorName']}/{statement['Name']} {version}"


def describe(answers: Answers, *, scope: str) -> Iterator[Population]:
    """Web ACLs with their rules, the groups that they name, logging and associations."""
    acls = answers.listing("wafv2:ListWebACLs", "WebACLs", Scope=scope)
    logging = {one: answers.listing(*LOGGING, Scope=scope, LogScope=one) for one in LOG_SCOPES}
    yield Population(
        arn=_population_arn(answers, scope),
        type=WEB_ACL,
        account_id=answers.account_id,
        region=answers.region,
        operation=acls.operation,
        resources=[_web_acl(answers, scope, one, logging) for one in acls.items],
        error=acls.error,
        count_statement=acls.count_statement(f"web ACLs of scope {scope}"),
    )


def _population_arn(answers: Answers, scope: str) -> str:
    if scope == REGIONAL:
        return (
            f"arn:{answers.partition}:wafv2:{answers.region}:{answers.account_id}"
            ":regional/webacl/*"
        )
    return f"arn:{answers.partition}:wafv2:us-east-1:{answers.account_id}:global/webacl/*"


def _web_acl(
    answers: Answers, scope: str, one: Mapping[str, Any], logging: Mapping[str, Listing]
) -> Resource:
    got = answers.one(GET_WEB_ACL, Name=one["Name"], Scope=scope, Id=one["Id"])
    acl = (got.parsed or {}).get("WebACL", {})
    facts = {"web_acl": got}
    facts |= {
        f"logging {name}": _logging(listing, one["ARN"], name) for name, listing in logging.items()
    }
    facts |= {
        f"resources {name}": _resources(answers, one["ARN"], name)
        for name in RESOURCE_TYPES[scope]
    }
    facts |= {
        fact: answers.one(operation, **params)
        for fact, (operation, params) in group_calls(acl, scope)
    }
    return Resource(
        arn=one["ARN"],
        type=WEB_ACL,
        name=one["Name"],
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


def _logging(listing: Listing, arn: str, log_scope: str) -> Answer:
    """A scope that the Region does not know holds no configuration; the customer's it knows."""
    if log_scope != CUSTOMER and listing.error.startswith(f"{UNKNOWN}:"):
        return known(listing.operation, {LOGGING[1]: []})
    if not listing.is_complete:
        return listed(listing, LOGGING[1])
    own = [one for one in listing.items if one.get("ResourceArn") == arn]
    return known(listing.operation, {LOGGING[1]: own})


def _resources(answers: Answers, arn: str, resource_type: str) -> Answer:
    """An unknown parameter can only be the type: where WAF does not know it, it protects none."""
    answer = answers.one(RESOURCES, WebACLArn=arn, ResourceType=resource_type)
    return answer.or_absent(UNKNOWN)


ACTIONS = (
    "wafv2:DescribeManagedRuleGroup",
    "wafv2:GetRuleGroup",
    "wafv2:GetWebACL",
    "wafv2:ListLoggingConfigurations",
    "wafv2:ListResourcesForWebACL",
    "wafv2:ListWebACLs",
)

register(
    Collector(
        name="wafv2",
        scope=Scope.REGIONAL,
        version=1,
        # ListResourcesForWebACL asks for a permission of each kind of resource besides its own
        # (AWS WAF Developer Guide, "Permissions for ListResourcesForWebACL").
        actions=(
            "apprunner:ListAssociatedServicesForWebAcl",
            "appsync:ListResourcesForWebACL",
            "bedrock-agentcore:GatewayListResourcesForWebACL",
            "cognito-idp:ListResourcesForWebACL",
            "ec2:DescribeVerifiedAccessInstanceWebAclAssociations",
            "elasticloadbalancing:DescribeWebACLAssociation",
            *ACTIONS,
        ),
        resource_types=(WEB_ACL,),
        collect=partial(collect, scope=REGIONAL),
        describe=partial(describe, scope=REGIONAL),
    )
)
register(
    Collector(
        name="wafv2global",
        scope=Scope.GLOBAL,
        version=1,
        actions=("amplify:ListResourcesForWebACL", *ACTIONS),
        resource_types=(WEB_ACL,),
        collect=partial(collect, scope=CLOUDFRONT),
        describe=partial(describe, scope=CLOUDFRONT),
    )
)
