"""waf.web-acl-has-rules: a rule or rule group is there, whoever put it."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.waf.web_acls import (
    GEO,
    GLOBAL_ARN,
    by_firewall_manager,
    judged,
    managed,
    rule,
    web_acl,
)

ADDED = [by_firewall_manager(managed())]


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(web_acl(rule(GEO)), "pass", "has 1 rule.", id="one"),
        pytest.param(web_acl(rule(GEO), managed()), "pass", "has 2 rules", id="two"),
        pytest.param(
            web_acl(PreProcessFirewallManagerRuleGroups=ADDED), "pass", "1 rule", id="put before"
        ),
        pytest.param(
            web_acl(PostProcessFirewallManagerRuleGroups=ADDED), "pass", "1 rule", id="put after"
        ),
        pytest.param(web_acl(), "fail", "no rule", id="empty"),
        pytest.param(web_acl(arn=GLOBAL_ARN), "fail", "no rule", id="empty, of CloudFront"),
        pytest.param(
            web_acl(DefaultAction={"Block": {}}), "fail", "no rule", id="empty, though it blocks"
        ),
        pytest.param(web_acl(denied=True), "not_determined", "GetWebACL: Access", id="denied"),
    ],
)
def test_web_acl_has_rules(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.web-acl-has-rules", subject)
    assert outcome.status == status
    assert reason in outcome.reason
