"""waf.rule-metrics: metrics of the web ACL and each rule."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.waf.web_acls import (
    GEO,
    SILENT,
    by_firewall_manager,
    judged,
    managed,
    rule,
    web_acl,
)

SILENT_GROUP = {**by_firewall_manager(managed()), "VisibilityConfig": SILENT}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(web_acl(rule(GEO), managed()), "pass", "each of its rules", id="all"),
        pytest.param(web_acl(), "pass", "each of its rules", id="no rules"),
        pytest.param(
            web_acl(rule(GEO), VisibilityConfig=SILENT), "fail", "the web ACL itself", id="not it"
        ),
        pytest.param(
            web_acl({**rule(GEO), "VisibilityConfig": SILENT}), "fail", "rule own", id="not a rule"
        ),
        pytest.param(
            web_acl(PostProcessFirewallManagerRuleGroups=[SILENT_GROUP]),
            "fail",
            "rule fms-run",
            id="not a group of Firewall Manager's",
        ),
        pytest.param(
            web_acl({**rule(GEO), "VisibilityConfig": {}}),
            "not_determined",
            "does not tell",
            id="not told",
        ),
        pytest.param(web_acl(denied=True), "not_determined", "GetWebACL: Access", id="denied"),
    ],
)
def test_rules_are_measured(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.rule-metrics", subject)
    assert outcome.status == status
    assert reason in outcome.reason
