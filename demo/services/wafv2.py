"""Plant web ACLs of both scopes, with rules, logging and what they protect."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import HOME, Plot
from demo.service import GLOBAL, Kind, Planted, Service
from demo.services.elbv2 import load_balancer_arns

COMMON = "AWSManagedRulesCommonRuleSet"
MANAGED = (COMMON, "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet")
# What the managed group has, of which the estate overrides every one somewhere.
COMMON_RULES = ("NoUserAgent_HEADER", "SizeRestrictions_BODY", "CrossSiteScripting_BODY")
KEEP = {"Behavior": "KEEP", "Requirement": "MEETS_ANY"}
DROP = {"Behavior": "DROP", "Requirement": "MEETS_ANY"}


def _on(*actions: str) -> list[dict[str, Any]]:
    return [{"ActionCondition": {"Action": one}} for one in actions]


LOG_FILTERS: dict[str, dict[str, Any]] = {
    "keeps_blocks": {
        "DefaultBehavior": "DROP",
        "Filters": [{**KEEP, "Conditions": _on("BLOCK", "COUNT")}],
    },
    "drops_blocks": {
        "DefaultBehavior": "KEEP",
        "Filters": [{**DROP, "Conditions": _on("BLOCK")}],
    },
}


def plant_web_acls(plot: Plot, region: str) -> None:
    """The declared web ACLs of a region, and in the home region those of CloudFront."""
    for place in (region, GLOBAL) if region == plot.account.regions[0] else (region,):
        known = web_acl_arns(plot, place)
        for acl in plot.account.each("web_acls", place):
            arn = known.get(acl["name"]) or _create(plot, place, acl)
            _deny(plot, place, acl, arn)
    rules = [{"Name": one, "Action": {"Block": {}}} for one in COMMON_RULES]
    plot.answer("wafv2:DescribeManagedRuleGroup", region, {"Rules": rules}, {"Name": COMMON})


def web_acl_arns(plot: Plot, place: str) -> dict[str, str]:
    """The ARNs of the web ACLs of a region, or of CloudFront for `global`, by name."""
    client = plot.client("wafv2", _home(place))
    listed = client.list_web_acls(Scope=_scope(place), Limit=100)["WebACLs"]
    return {one["Name"]: one["ARN"] for one in listed}


def _home(place: str) -> str:
    return HOME if place == GLOBAL else place


def _scope(place: str) -> str:
    return "CLOUDFRONT" if place == GLOBAL else "REGIONAL"


def _create(plot: Plot, place: str, acl: Declared) -> str:
    client = plot.client("wafv2", _home(place))
    arn: str = client.create_web_acl(
        Name=acl["name"],
        Scope=_scope(place),
        DefaultAction={"Allow": {}},
        VisibilityConfig=_metrics(acl, acl["name"]),
        Rules=list(_rules(acl)),
    )["Summary"]["ARN"]
    if log := acl.get("log"):
        configuration: dict[str, Any] = {
            "ResourceArn": arn,
            "LogDestinationConfigs": [f"arn:aws:s3:::aws-waf-logs-{plot.account.name}"],
        }
        if log in LOG_FILTERS:
            configuration["LoggingFilter"] = LOG_FILTERS[log]
        client.put_logging_configuration(LoggingConfiguration=configuration)
    if pool := acl.get("user_pool"):
        pool_arn = f"arn:aws:cognito-idp:{place}:{plot.account.id}:userpool/{place}_{pool}"
        client.associate_web_acl(WebACLArn=arn, ResourceArn=pool_arn)
    if balancer := acl.get("load_balancer"):
        balancer_arn = load_balancer_arns(plot, place)[balancer]
        client.associate_web_acl(WebACLArn=arn, ResourceArn=balancer_arn)
    return arn


def _deny(plot: Plot, place: str, acl: Declared, arn: str) -> None:
    by = {"GetWebACL": {"Name": acl["name"]}, "ListResourcesForWebACL": {"WebACLArn": arn}}
    for operation in acl.get("deny", ()):
        plot.deny("wafv2", operation, _home(place), by.get(operation, {}))


def _metrics(acl: Declared, name: str) -> dict[str, Any]:
    return {
        "SampledRequestsEnabled": True,
        "CloudWatchMetricsEnabled": acl.get("metrics", True),
        "MetricName": name,
    }


def _rules(acl: Declared) -> Iterator[dict[str, Any]]:
    """Managed groups that act, or only count, as a whole or each rule; and a limit of the rate."""
    priority = 0
    for name in MANAGED if acl.get("managed") else ():
        statement: dict[str, Any] = {"VendorName": "AWS", "Name": name}
        if acl["managed"] == "overridden":
            statement["RuleActionOverrides"] = [
                {"Name": one, "ActionToUse": {"Count": {}}} for one in COMMON_RULES
            ]
        yield {
            "Name": name,
            "Priority": priority,
            "Statement": {"ManagedRuleGroupStatement": statement},
            "OverrideAction": {"Count" if acl["managed"] == "counting" else "None": {}},
            "VisibilityConfig": _metrics(acl, name),
        }
        priority += 1
        if acl["managed"] == "overridden":
            return
    if limit := acl.get("rate_limit"):
        yield {
            "Name": "rate",
            "Priority": priority,
            "Statement": {"RateBasedStatement": {"Limit": limit, "AggregateKeyType": "IP"}},
            "Action": {acl.get("rate_action", "Block"): {}},
            "VisibilityConfig": _metrics(acl, "rate"),
        }


def _planted(plot: Plot, place: str) -> Iterator[Planted]:
    known = web_acl_arns(plot, place)
    for one in plot.account.each("web_acls", place):
        yield Planted(known[one["name"]], place, one)


CONTROLS = (
    "waf.application-attack-rules",
    "waf.blocking-mode",
    "waf.log-filter-keeps-blocks",
    "waf.logging",
    "waf.rate-limit",
    "waf.rule-metrics",
    "waf.web-acl-associated",
    "waf.web-acl-has-rules",
)
SERVICE = Service(
    name="wafv2",
    plant=plant_web_acls,
    after=("elbv2",),
    kinds=(
        Kind(
            name="web_acl",
            controls=CONTROLS,
            planted=_planted,
            population="arn:aws:wafv2:{region}:{account}:regional/webacl/*",
        ),
        Kind(
            name="global_web_acl",
            controls=CONTROLS,
            planted=_planted,
            population="arn:aws:wafv2:us-east-1:{account}:global/webacl/*",
            is_global=True,
        ),
    ),
)
