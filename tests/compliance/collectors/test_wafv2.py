"""collectors.wafv2: web ACLs of both scopes, with few calls of those limited to one a second."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.wafv2 import (
    LOG_SCOPES,
    RESOURCE_TYPES,
    WEB_ACL,
    managed_group_fact,
    own_group_fact,
)
from tests.compliance.collectors.gathering import (
    REGION,
    Gathered,
    declare,
    gather,
    has_member,
    refuse,
)
from tests.demo.serving import OWN_ACCOUNT, Server

REGIONAL_ARN = f"arn:aws:wafv2:{REGION}:{OWN_ACCOUNT}:regional"
GLOBAL_ARN = f"arn:aws:wafv2:us-east-1:{OWN_ACCOUNT}:global"
GROUP = f"{REGIONAL_ARN}/rulegroup/own/0c1d"
ALB = f"arn:aws:elasticloadbalancing:{REGION}:{OWN_ACCOUNT}:loadbalancer/app/shop/50dc"
POOL = f"arn:aws:cognito-idp:{REGION}:{OWN_ACCOUNT}:userpool/{REGION}_A1b2"
LOAD_BALANCERS, POOLS, *_OTHERS = RESOURCE_TYPES["REGIONAL"]
BEFORE = "WebACL.PreProcessFirewallManagerRuleGroups.FirewallManagerStatement"
AFTER = "WebACL.PostProcessFirewallManagerRuleGroups.FirewallManagerStatement"
MEASURED = {
    "SampledRequestsEnabled": True,
    "CloudWatchMetricsEnabled": True,
    "MetricName": "metric",
}
TUNED = {
    "VendorName": "AWS",
    "Name": "AWSManagedRulesCommonRuleSet",
    "RuleActionOverrides": [{"Name": "SizeRestrictions_BODY", "ActionToUse": {"Count": {}}}],
}
RULES = [
    {
        "Name": "common",
        "Priority": 0,
        "Statement": {"ManagedRuleGroupStatement": TUNED},
        "OverrideAction": {"None": {}},
        "VisibilityConfig": MEASURED,
    },
    {
        "Name": "bad-inputs",
        "Priority": 1,
        "Statement": {
            "ManagedRuleGroupStatement": {
                "VendorName": "AWS",
                "Name": "AWSManagedRulesKnownBadInputsRuleSet",
            }
        },
        "OverrideAction": {"None": {}},
        "VisibilityConfig": MEASURED,
    },
    {
        "Name": "own",
        "Priority": 2,
        "Statement": {"RuleGroupReferenceStatement": {"ARN": GROUP}},
        "OverrideAction": {"None": {}},
        "VisibilityConfig": MEASURED,
    },
]


def arn(name: str, prefix: str = REGIONAL_ARN) -> str:
    """The ARN of a web ACL."""
    return f"{prefix}/webacl/{name}/{name}-id"


def declare_acls(aws: Server, *names: str, prefix: str = REGIONAL_ARN, **members: Any) -> None:
    """Web ACLs that share their rules, log nothing and protect nothing."""
    listed = [{"Name": one, "Id": f"{one}-id", "ARN": arn(one, prefix)} for one in names]
    declare(aws, "wafv2:ListWebACLs", {"WebACLs": listed})
    declare(aws, "wafv2:ListLoggingConfigurations", {"LoggingConfigurations": []})
    declare(aws, "wafv2:ListResourcesForWebACL", {"ResourceArns": []})
    declare(aws, "wafv2:GetRuleGroup", {"RuleGroup": {"Name": "own", "Rules": []}})
    declare(aws, "wafv2:DescribeManagedRuleGroup", {"Rules": []})
    for one in names:
        acl = {"Name": one, "Id": f"{one}-id", "ARN": arn(one, prefix), "Rules": [], **members}
        acl |= {"DefaultAction": {"Allow": {}}, "VisibilityConfig": MEASURED}
        declare(aws, "wafv2:GetWebACL", {"WebACL": acl}, Name=one)


def only(found: Gathered, name: str, prefix: str = REGIONAL_ARN) -> Any:
    """The web ACL of a name."""
    return found.resource(arn(name, prefix))


def test_web_acl_has_rules_groups_logging_and_users(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_acls(aws, "shop", "blog", Rules=RULES)
    logs = {"ResourceArn": arn("shop"), "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-x"]}
    declare(
        aws,
        "wafv2:ListLoggingConfigurations",
        {"LoggingConfigurations": [logs]},
        LogScope="SECURITY_LAKE",
    )
    declare(
        aws,
        "wafv2:ListResourcesForWebACL",
        {"ResourceArns": [ALB]},
        WebACLArn=arn("shop"),
        ResourceType=LOAD_BALANCERS,
    )
    found = gather("wafv2", aws, monkeypatch)
    shop, blog = only(found, "shop"), only(found, "blog")
    assert (shop.name, shop.region) == ("shop", REGION)
    assert [one["Name"] for one in shop["web_acl"]["WebACL"]["Rules"]] == [
        "common",
        "bad-inputs",
        "own",
    ]
    assert shop[own_group_fact({"ARN": GROUP})]["RuleGroup"]["Name"] == "own"
    assert shop[managed_group_fact(TUNED)]["Rules"] == []
    assert shop["logging CUSTOMER"]["LoggingConfigurations"] == []
    assert shop["logging SECURITY_LAKE"]["LoggingConfigurations"] == [logs]
    assert blog["logging SECURITY_LAKE"]["LoggingConfigurations"] == []
    assert shop[f"resources {LOAD_BALANCERS}"]["ResourceArns"] == [ALB]
    assert blog[f"resources {LOAD_BALANCERS}"]["ResourceArns"] == []


def test_calls_are_as_few_as_can_be(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """⌈W/100⌉ + 3 + W + one per distinct group + per web ACL 1 to 6 for its associations."""
    declare_acls(aws, "shop", "blog", Rules=RULES)
    declare(
        aws,
        "wafv2:ListResourcesForWebACL",
        {"ResourceArns": [ALB]},
        WebACLArn=arn("shop"),
        ResourceType=LOAD_BALANCERS,
    )
    declare(
        aws,
        "wafv2:ListResourcesForWebACL",
        {"ResourceArns": [POOL]},
        WebACLArn=arn("blog"),
        ResourceType=POOLS,
    )
    calls = gather("wafv2", aws, monkeypatch).calls
    assert sorted(calls) == sorted(
        [
            "wafv2:ListWebACLs",
            *["wafv2:ListLoggingConfigurations"] * len(LOG_SCOPES),
            *["wafv2:GetWebACL"] * 2,
            "wafv2:GetRuleGroup",
            "wafv2:DescribeManagedRuleGroup",
            *["wafv2:ListResourcesForWebACL"] * 3,
        ]
    )


def test_region_without_web_acls_costs_one_call(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_acls(aws)
    found = gather("wafv2", aws, monkeypatch)
    assert found.calls == ["wafv2:ListWebACLs"]
    population = found.population(WEB_ACL)
    assert population.arn == f"{REGIONAL_ARN}/webacl/*"
    assert population.error == ""
    assert population.count_statement.startswith("wafv2:ListWebACLs returned 0 web ACLs")


def test_more_web_acls_than_a_page_holds(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_acls(aws, *(f"acl-{number:03d}" for number in range(101)))
    found = gather("wafv2", aws, monkeypatch)
    assert len(found.population(WEB_ACL).resources) == 101
    assert found.calls.count("wafv2:ListWebACLs") == 2


def test_global_scope_lies_in_one_place(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_acls(aws, "site", prefix=GLOBAL_ARN)
    found = gather("wafv2global", aws, monkeypatch)
    assert found.population(WEB_ACL).arn == f"{GLOBAL_ARN}/webacl/*"
    assert only(found, "site", GLOBAL_ARN).region == "global"
    assert found.calls.count("wafv2:ListResourcesForWebACL") == 1
    assert {one["region"] for one in aws.calls() if one["service"] == "wafv2"} == {"us-east-1"}


@pytest.mark.parametrize(
    ("operation", "params", "fact"),
    [
        ("wafv2:GetWebACL", {"Name": "shop"}, "web_acl"),
        ("wafv2:ListLoggingConfigurations", {}, "logging CUSTOMER"),
        ("wafv2:ListResourcesForWebACL", {}, f"resources {LOAD_BALANCERS}"),
        ("wafv2:GetRuleGroup", {}, own_group_fact({"ARN": GROUP})),
        ("wafv2:DescribeManagedRuleGroup", {}, managed_group_fact(TUNED)),
    ],
)
def test_denied_fact_is_not_collected(
    aws: Server,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    params: dict[str, Any],
    fact: str,
) -> None:
    declare_acls(aws, "shop", Rules=RULES)
    refuse(aws, operation, **params)
    shop = only(gather("wafv2", aws, monkeypatch), "shop")
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = shop[fact]


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, "wafv2:ListWebACLs")
    assert "AccessDenied" in gather("wafv2", aws, monkeypatch).population(WEB_ACL).error


def test_type_that_a_region_does_not_know_protects_nothing_there(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_acls(aws, "shop")
    kind = RESOURCE_TYPES["REGIONAL"][-1]
    refuse(aws, "wafv2:ListResourcesForWebACL", "WAFInvalidParameterException", ResourceType=kind)
    assert only(gather("wafv2", aws, monkeypatch), "shop")[f"resources {kind}"] == {}


@pytest.mark.parametrize(
    ("log_scope", "is_known"), [(one, one == "CUSTOMER") for one in LOG_SCOPES]
)
def test_scope_that_a_region_does_not_know_holds_no_logging(
    aws: Server, monkeypatch: pytest.MonkeyPatch, log_scope: str, *, is_known: bool
) -> None:
    declare_acls(aws, "shop")
    operation = "wafv2:ListLoggingConfigurations"
    refuse(aws, operation, "WAFInvalidParameterException", LogScope=log_scope)
    shop = only(gather("wafv2", aws, monkeypatch), "shop")
    if is_known:
        with pytest.raises(NotCollected, match="WAFInvalidParameterException"):
            _ = shop[f"logging {log_scope}"]
    else:
        assert shop[f"logging {log_scope}"] == {"LoggingConfigurations": []}


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("wafv2:ListWebACLs", "WebACLs.ARN"),
        ("wafv2:ListWebACLs", "WebACLs.Id"),
        ("wafv2:ListWebACLs", "WebACLs.Name"),
        ("wafv2:GetWebACL", "WebACL.DefaultAction.Block"),
        ("wafv2:GetWebACL", "WebACL.Rules.Action.Challenge"),
        ("wafv2:GetWebACL", "WebACL.Rules.OverrideAction.Count"),
        ("wafv2:GetWebACL", "WebACL.Rules.Statement.AndStatement.Statements.SqliMatchStatement"),
        ("wafv2:GetWebACL", "WebACL.Rules.Statement.OrStatement.Statements.XssMatchStatement"),
        ("wafv2:GetWebACL", "WebACL.Rules.Statement.RateBasedStatement"),
        ("wafv2:GetWebACL", "WebACL.Rules.Statement.ManagedRuleGroupStatement.ExcludedRules.Name"),
        ("wafv2:GetWebACL", "WebACL.Rules.Statement.ManagedRuleGroupStatement.Version"),
        (
            "wafv2:GetWebACL",
            "WebACL.Rules.Statement.RuleGroupReferenceStatement.RuleActionOverrides.ActionToUse",
        ),
        ("wafv2:GetWebACL", "WebACL.Rules.VisibilityConfig.CloudWatchMetricsEnabled"),
        ("wafv2:GetWebACL", f"{BEFORE}.ManagedRuleGroupStatement.VendorName"),
        ("wafv2:GetWebACL", f"{AFTER}.RuleGroupReferenceStatement.ARN"),
        ("wafv2:GetRuleGroup", "RuleGroup.Rules.Action.Captcha"),
        ("wafv2:DescribeManagedRuleGroup", "Rules.Action.Block"),
        ("wafv2:ListLoggingConfigurations", "LoggingConfigurations.LogDestinationConfigs"),
        (
            "wafv2:ListLoggingConfigurations",
            "LoggingConfigurations.LoggingFilter.Filters.Conditions.ActionCondition.Action",
        ),
        ("wafv2:ListLoggingConfigurations", "LoggingConfigurations.LoggingFilter.DefaultBehavior"),
        ("wafv2:ListResourcesForWebACL", "ResourceArns"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
