"""waf.rate-limit: a rule limits the rate."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.waf.web_acls import (
    GEO,
    GROUP_DENIED,
    GROUP_FACT,
    RATE,
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
        pytest.param(web_acl(rule(RATE, name="limit")), "pass", "Rule limit", id="rate"),
        pytest.param(
            web_acl(managed("AWSManagedRulesAntiDDoSRuleSet")), "pass", "AntiDDoS", id="managed"
        ),
        pytest.param(web_acl(managed(), rule(GEO)), "fail", "No rule", id="none"),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: group(rule(RATE))}),
            "pass",
            "run-own",
            id="in a rule group",
        ),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: group(rule(GEO))}),
            "fail",
            "No rule",
            id="not in the rule group",
        ),
        pytest.param(
            web_acl(own_group(), facts={GROUP_FACT: GROUP_DENIED}),
            "not_determined",
            "GetRuleGroup: Access",
            id="rule group denied",
        ),
        pytest.param(web_acl(denied=True), "not_determined", "GetWebACL: Access", id="denied"),
    ],
)
def test_rate_is_limited(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.rate-limit", subject)
    assert outcome.status == status
    assert reason in outcome.reason
