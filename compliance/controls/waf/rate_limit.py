from collections.abc import Sequence

from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.rules import (
    Rule,
    first,
    group_rules,
    managed_group,
    own_group,
    rules,
    statement,
)


@control(
    title="A rate-based rule limits single clients",
    severity=Severity.LOW,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    params={"managed_groups": ["AWSManagedRulesAntiDDoSRuleSet"]},
    remediation="Add a rate-based rule, or the managed rule group against denial of service.",
    source="AWS WAF Developer Guide, rate-based rule statements",
)
def judge(web_acl: Resource, context: Context) -> Outcome:
    """Without a limit one client can guess passwords, or tie up the application, at full speed."""
    groups = tuple(context.params["managed_groups"])
    found = first(rules(web_acl), lambda rule: _limits(web_acl, rule, groups))
    if found is None:
        return failed("No rule limits the rate of requests.")
    return passed(f"Rule {found.get('Name')} limits the rate of requests.")


def _limits(web_acl: Resource, rule: Rule, groups: Sequence[str]) -> bool:
    if own := own_group(rule):
        return any("RateBasedStatement" in statement(one) for one in group_rules(web_acl, own))
    managed = managed_group(rule)
    return "RateBasedStatement" in statement(rule) or bool(managed and managed["Name"] in groups)
