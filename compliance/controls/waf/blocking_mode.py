from collections.abc import Iterable, Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL, managed_group_fact
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.rules import (
    Rule,
    described,
    first,
    group_rules,
    managed_group,
    own_group,
    rules,
)

# Monetize ends a request with a price, which is trade, not defence.
ACTING = frozenset({"Block", "Captcha", "Challenge"})


@control(
    title="The web ACL blocks attacks; it does not only count them",
    severity=Severity.HIGH,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    remediation=(
        "After tuning, take rules and rule groups out of Count. Where a rule must count, raise an "
        "alarm on its metric and follow up each one at once."
    ),
    source="PCI DSS 4.0.1 6.4.2; AWS WAF Developer Guide, testing and tuning protections",
)
def judge(web_acl: Resource, _context: Context) -> Outcome:
    """A web ACL whose every rule counts reports attacks and lets them through.

    A rule group acts if it is not overridden to Count as a whole and one of its rules still acts
    after the overrides of single rules. Of a managed group without overrides the vendor's actions
    stand. That somebody is alerted on each counted request, which PCI DSS accepts instead, is not
    read from this evidence.
    """
    if "Block" in described(web_acl)["DefaultAction"]:
        return passed("The default action blocks what no rule allows.")
    found = first(rules(web_acl), lambda rule: _acts(web_acl, rule))
    if found is None:
        return failed("No rule blocks or challenges requests, and the default action allows them.")
    return passed(f"Rule {found.get('Name')} blocks or challenges requests.")


def _acts(web_acl: Resource, rule: Rule) -> bool:
    if "Count" in (rule.get("OverrideAction") or {}):
        return False
    if own := own_group(rule):
        return _any_acts(group_rules(web_acl, own), own)
    if managed := managed_group(rule):
        return _managed_acts(web_acl, managed)
    return not ACTING.isdisjoint(rule.get("Action") or ())


def _managed_acts(web_acl: Resource, managed: Mapping[str, Any]) -> bool:
    if not managed.get("RuleActionOverrides") and not managed.get("ExcludedRules"):
        return True
    its_rules = web_acl[managed_group_fact(managed)].get("Rules")
    if not its_rules:
        raise NotCollected("wafv2:DescribeManagedRuleGroup", "the answer has no Rules")
    return _any_acts(its_rules, managed)


def _any_acts(its_rules: Iterable[Rule], reference: Mapping[str, Any]) -> bool:
    """Whether a rule of the group acts after the overrides, which name rules of the group."""
    instead: dict[str, Iterable[str]] = {
        one["Name"]: ("Count",) for one in reference.get("ExcludedRules") or ()
    }
    for one in reference.get("RuleActionOverrides") or ():
        instead[one["Name"]] = one["ActionToUse"]
    actions = (instead.get(rule["Name"], rule.get("Action") or ()) for rule in its_rules)
    return any(not ACTING.isdisjoint(action) for action in actions)
