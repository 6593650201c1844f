"""waf.application-attack-rules: a managed group, or own rules against both injections."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.waf.web_acls import (
    GEO,
    GROUP_DENIED,
    GROUP_FACT,
    RATE,
    SQLI,
    XSS,
    by_firewall_manager,
    group,
    judged,
    managed,
    own_group,
    rule,
    web_acl,
)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(web_acl(managed()), "pass", "run-AWSManagedRulesCommon", id="common"),
        pytest.param(
            web_acl(managed("AWSManagedRulesSQLiRuleSet")), "pass", "run-AWSManaged", id="SQLi"
        ),
        pytest.param(
            web_acl(managed("OWASP_Managed", vendor="F5")), "pass", "OWASP", id="another vendor's"
        ),
        pytest.param(
            web_acl(PreProcessFirewallManagerRuleGroups=[by_firewall_manager(managed())]),
            "pass",
            "fms-run",
            id="by Firewall Manager",
        ),
        pytest.param(
            web_acl(managed("AWSManagedRulesAmazonIpReputationList")),
            "fail",
            "No managed rule group",
            id="addresses only",
        ),
        pytest.param(web_acl(rule(RATE), rule(GEO)), "fail", "No managed", id="rate and place"),
        pytest.param(web_acl(rule(SQLI), rule(XSS)), "pass", "injection", id="own rules"),
        pytest.param(web_acl(rule(SQLI)), "fail", "both", id="only SQL injection"),
        pytest.param(
            web_acl(rule({"OrStatement": {"Statements": [SQLI, XSS]}})),
            "pass",
            "injection",
            id="own rule that joins both",
        ),
        pytest.param(
            web_acl(rule({"NotStatement": {"Statement": SQLI}}), rule(XSS)),
            "fail",
            "both",
            id="negated",
        ),
        pytest.param(
            web_acl(
                rule({"RateBasedStatement": {"Limit": 10, "ScopeDownStatement": SQLI}}), rule(XSS)
            ),
            "fail",
            "both",
            id="only what a rate is limited of",
        ),
        pytest.param(
            web_acl(own_group(), rule(XSS), facts={GROUP_FACT: group(rule(SQLI))}),
            "pass",
            "injection",
            id="one in a rule group",
        ),
        pytest.param(
            web_acl(own_group(), rule(XSS), facts={GROUP_FACT: GROUP_DENIED}),
            "not_determined",
            "GetRuleGroup: Access",
            id="rule group denied",
        ),
        pytest.param(
            web_acl(own_group(), managed(), facts={GROUP_FACT: GROUP_DENIED}),
            "pass",
            "run-AWSManaged",
            id="rule group denied, managed group there",
        ),
        pytest.param(
            web_acl(own_group(), rule(SQLI), rule(XSS), facts={GROUP_FACT: GROUP_DENIED}),
            "pass",
            "injection",
            id="rule group denied, own rules there",
        ),
        pytest.param(web_acl(denied=True), "not_determined", "GetWebACL: Access", id="denied"),
    ],
)
def test_common_attacks_are_looked_for(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.application-attack-rules", subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_organisation_may_name_the_groups() -> None:
    subject = web_acl(managed("AWSManagedRulesPHPRuleSet"))
    outcome = judged(
        "waf.application-attack-rules", subject, required_groups=["AWSManagedRulesPHPRuleSet"]
    )
    assert outcome.status == "pass"
