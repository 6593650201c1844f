"""waf.blocking-mode: something acts after every override."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.waf.web_acls import (
    COMMON_FACT,
    GEO,
    GROUP_DENIED,
    GROUP_FACT,
    MANAGED_DENIED,
    by_firewall_manager,
    group,
    judged,
    managed,
    own_group,
    rule,
    web_acl,
)

ITS_RULES = {
    "Rules": [
        {"Name": "NoUserAgent_HEADER", "Action": {"Block": {}}},
        {"Name": "SizeRestrictions_BODY", "Action": {"Block": {}}},
    ]
}


def counted(*names: str) -> list[dict[str, Any]]:
    """Overrides to Count of the rules named."""
    return [{"Name": name, "ActionToUse": {"Count": {}}} for name in names]


ALL_COUNTED = counted("NoUserAgent_HEADER", "SizeRestrictions_BODY")


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(web_acl(rule(GEO)), "pass", "Rule own blocks", id="block"),
        pytest.param(web_acl(rule(GEO, "Captcha")), "pass", "own", id="captcha"),
        pytest.param(web_acl(rule(GEO, "Challenge")), "pass", "own", id="challenge"),
        pytest.param(web_acl(rule(GEO, "Count")), "fail", "No rule", id="count"),
        pytest.param(web_acl(rule(GEO, "Allow")), "fail", "No rule", id="allow"),
        pytest.param(web_acl(rule(GEO, "Monetize")), "fail", "No rule", id="for a price"),
        pytest.param(web_acl(), "fail", "No rule", id="empty"),
        pytest.param(
            web_acl(DefaultAction={"Block": {}}), "pass", "default action", id="default blocks"
        ),
        pytest.param(web_acl(managed()), "pass", "run-AWSManaged", id="managed group"),
        pytest.param(web_acl(managed(override="Count")), "fail", "No rule", id="group counts"),
        pytest.param(
            web_acl(managed(RuleActionOverrides=ALL_COUNTED), facts={COMMON_FACT: ITS_RULES}),
            "fail",
            "No rule",
            id="every rule of the group counts",
        ),
        pytest.param(
            web_acl(
                managed(ExcludedRules=[{"Name": one["Name"]} for one in ITS_RULES["Rules"]]),
                facts={COMMON_FACT: ITS_RULES},
            ),
            "fail",
            "No rule",
            id="every rule of the group is excluded",
        ),
        pytest.param(
            web_acl(managed(RuleActionOverrides=ALL_COUNTED[:1]), facts={COMMON_FACT: ITS_RULES}),
            "pass",
            "run-AWSManaged",
            id="one rule of the group counts",
        ),
        pytest.param(
            web_acl(
                managed(RuleActionOverrides=counted("NoUserAgent_HEADER", "Misspelt")),
                facts={COMMON_FACT: ITS_RULES},
            ),
            "pass",
            "run-AWSManaged",
            id="an override of no rule is ignored",
        ),
        pytest.param(
            web_acl(managed(RuleActionOverrides=ALL_COUNTED), facts={COMMON_FACT: MANAGED_DENIED}),
            "not_determined",
            "DescribeManagedRuleGroup: Access",
            id="group denied",
        ),
        pytest.param(
            web_acl(managed(RuleActionOverrides=ALL_COUNTED), facts={COMMON_FACT: {"Rules": []}}),
            "not_determined",
            "no Rules",
            id="group without rules",
        ),
        pytest.param(
            web_acl(
                managed(RuleActionOverrides=ALL_COUNTED),
                rule(GEO),
                facts={COMMON_FACT: MANAGED_DENIED},
            ),
            "pass",
            "Rule own",
            id="group denied, another rule blocks",
        ),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: group(rule(GEO))}),
            "pass",
            "run-own",
            id="own group",
        ),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: group(rule(GEO, "Count"))}),
            "fail",
            "No rule",
            id="own group counts",
        ),
        pytest.param(
            web_acl(
                own_group(RuleActionOverrides=[{"Name": "own", "ActionToUse": {"Block": {}}}]),
                facts={GROUP_FACT: group(rule(GEO, "Count"))},
            ),
            "pass",
            "run-own",
            id="own group, overridden to block",
        ),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: GROUP_DENIED}),
            "not_determined",
            "GetRuleGroup: Access",
            id="own group denied",
        ),
        pytest.param(
            web_acl(
                PreProcessFirewallManagerRuleGroups=[by_firewall_manager(managed())],
            ),
            "pass",
            "fms-run",
            id="by Firewall Manager",
        ),
        pytest.param(
            web_acl(
                PostProcessFirewallManagerRuleGroups=[
                    by_firewall_manager(managed(override="Count"))
                ],
            ),
            "fail",
            "No rule",
            id="by Firewall Manager, counting",
        ),
        pytest.param(web_acl(denied=True), "not_determined", "GetWebACL: Access", id="denied"),
    ],
)
def test_something_acts(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.blocking-mode", subject)
    assert outcome.status == status
    assert reason in outcome.reason
