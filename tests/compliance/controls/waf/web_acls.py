"""Web ACLs as the collector describes them, and estates that hold them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.assessments.judge import outcome
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import CONTROLS, Context, Outcome
from tests.compliance.controls.endpoints import endpoints
from tests.compliance.controls.resources import (
    HOME,
    NOW,
    OWNER,
    Denied,
    Facts,
    account,
    resource,
)

ARN = f"arn:aws:wafv2:{HOME}:{OWNER}:regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
GLOBAL_ARN = (
    f"arn:aws:wafv2:us-east-1:{OWNER}:global/webacl/site/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222"
)
GROUP = f"arn:aws:wafv2:{HOME}:{OWNER}:regional/rulegroup/own/a1b2c3d4-EXAMPLE33333"
GROUP_FACT = f"rule group {GROUP}"
COMMON_FACT = "managed rule group AWS/AWSManagedRulesCommonRuleSet default version"
RESOURCES_DENIED = Denied("wafv2:ListResourcesForWebACL")
LOGGING_DENIED = Denied("wafv2:ListLoggingConfigurations")
GROUP_DENIED = Denied("wafv2:GetRuleGroup")
MANAGED_DENIED = Denied("wafv2:DescribeManagedRuleGroup")
MEASURED = {"CloudWatchMetricsEnabled": True, "SampledRequestsEnabled": True, "MetricName": "m"}
SILENT = {**MEASURED, "CloudWatchMetricsEnabled": False}
NOTHING: Facts = {"ResourceArns": []}
NO_LOGS: Facts = {"LoggingConfigurations": []}

Rule = Mapping[str, Any]


def web_acl(
    *rules: Rule,
    arn: str = ARN,
    facts: Mapping[str, Facts | Denied] | None = None,
    denied: bool = False,
    **members: Any,
) -> Resource:
    """A web ACL that allows by default, logs nothing and protects nothing, with these rules."""
    found = {
        "ARN": arn,
        "Name": "shop",
        "DefaultAction": {"Allow": {}},
        "Rules": list(rules),
        "VisibilityConfig": MEASURED,
        **members,
    }
    is_global = arn == GLOBAL_ARN
    others = "AMPLIFY" if is_global else "COGNITO_USER_POOL"
    known: dict[str, Facts | Denied] = {
        "web_acl": Denied("wafv2:GetWebACL") if denied else {"WebACL": found},
        "resources APPLICATION_LOAD_BALANCER": NOTHING,
        f"resources {others}": NOTHING,
        "logging CUSTOMER": NO_LOGS,
        "logging SECURITY_LAKE": NO_LOGS,
        "logging CLOUDWATCH_TELEMETRY_RULE_MANAGED": NO_LOGS,
        **(facts or {}),
    }
    return resource(arn, WEB_ACL, GLOBAL if is_global else HOME, **known)


def rule(statement: Facts, action: str = "Block", name: str = "own") -> Rule:
    """A rule of one's own."""
    return {
        "Name": name,
        "Statement": statement,
        "Action": {action: {}},
        "VisibilityConfig": MEASURED,
    }


def managed(
    name: str = "AWSManagedRulesCommonRuleSet",
    *,
    vendor: str = "AWS",
    override: str = "None",
    **members: Any,
) -> Rule:
    """A rule that runs a managed rule group."""
    return {
        "Name": f"run-{name}",
        "Statement": {
            "ManagedRuleGroupStatement": {"VendorName": vendor, "Name": name, **members}
        },
        "OverrideAction": {override: {}},
        "VisibilityConfig": MEASURED,
    }


def own_group(override: str = "None", **members: Any) -> Rule:
    """A rule that runs the account's rule group."""
    return {
        "Name": "run-own",
        "Statement": {"RuleGroupReferenceStatement": {"ARN": GROUP, **members}},
        "OverrideAction": {override: {}},
        "VisibilityConfig": MEASURED,
    }


def by_firewall_manager(one: Rule) -> Rule:
    """A rule group as Firewall Manager adds it."""
    return {
        "Name": f"fms-{one['Name']}",
        "FirewallManagerStatement": one["Statement"],
        "OverrideAction": one["OverrideAction"],
        "VisibilityConfig": one["VisibilityConfig"],
    }


def group(*rules: Rule) -> Facts:
    """What GetRuleGroup answers."""
    return {"RuleGroup": {"Rules": list(rules)}}


GEO: Facts = {"GeoMatchStatement": {"CountryCodes": ["KP"]}}
RATE: Facts = {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}}
SQLI: Facts = {"SqliMatchStatement": {"FieldToMatch": {"Body": {}}}}
XSS: Facts = {"XssMatchStatement": {"FieldToMatch": {"Body": {}}}}


def judged(
    control_id: str,
    subject: Resource,
    *,
    web_acls: Iterable[Resource] = (),
    other_endpoints: Sequence[Population] | None = None,
    acls_denied: bool = False,
    **params: Any,
) -> Outcome:
    """What the engine records of the subject, in an estate of these web ACLs and endpoints.

    A defect of the control fails the test, where the engine would record it as not determined.
    """
    control = CONTROLS[control_id]
    listed = [subject, *web_acls] if subject.type == WEB_ACL else [*web_acls]
    populations = [
        *(_web_acls(listed, region, denied=acls_denied) for region in (HOME, GLOBAL)),
        *(endpoints() if other_endpoints is None else other_endpoints),
    ]
    context = Context(Estate(account(), populations), NOW, {**control.params, **params})
    found = outcome(control, subject, context)
    assert not found.reason.startswith("The control failed"), found.reason
    return found


def _web_acls(found: Iterable[Resource], region: str, *, denied: bool) -> Population:
    return Population(
        arn=f"arn:aws:wafv2:{region}:{OWNER}:webacl/*",
        type=WEB_ACL,
        account_id=OWNER,
        region=region,
        operation="wafv2:ListWebACLs",
        resources=[one for one in found if one.region == region],
        error="AccessDeniedException: denied" if denied else "",
    )
