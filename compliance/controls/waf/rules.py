"""The rules of a web ACL, Firewall Manager's among them, and what the groups in them hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import own_group_fact

Rule = Mapping[str, Any]

FIREWALL_MANAGER = (
    "PreProcessFirewallManagerRuleGroups",
    "PostProcessFirewallManagerRuleGroups",
)


def described(web_acl: Resource) -> Mapping[str, Any]:
    """The WebACL of GetWebACL.

    :raises NotCollected: GetWebACL did not answer, or without what every web ACL has.
    """
    found: Mapping[str, Any] = web_acl["web_acl"].get("WebACL", {})
    for field in ("DefaultAction", "VisibilityConfig"):
        if field not in found:
            raise NotCollected("wafv2:GetWebACL", f"the answer has no {field}")
    return found


def rules(web_acl: Resource) -> list[Rule]:
    """Every rule with its Statement, those that Firewall Manager adds included.

    :raises NotCollected: GetWebACL did not answer.
    """
    found = described(web_acl)
    added = [
        {**group, "Statement": group.get("FirewallManagerStatement")}
        for member in FIREWALL_MANAGER
        for group in found.get(member) or ()
    ]
    return [*(found.get("Rules") or ()), *added]


def statement(rule: Rule) -> Mapping[str, Any]:
    """The rule's statement."""
    found: Mapping[str, Any] = rule.get("Statement") or {}
    return found


def managed_group(rule: Rule) -> Mapping[str, Any] | None:
    """The ManagedRuleGroupStatement of a rule that runs a managed group; else None."""
    return statement(rule).get("ManagedRuleGroupStatement")


def own_group(rule: Rule) -> Mapping[str, Any] | None:
    """The RuleGroupReferenceStatement of a rule that runs a rule group; else None."""
    return statement(rule).get("RuleGroupReferenceStatement")


def group_rules(web_acl: Resource, reference: Mapping[str, Any]) -> Sequence[Rule]:
    """The rules in the group that a RuleGroupReferenceStatement names.

    :raises NotCollected: the group was not read, as where it is another account's.
    """
    group = web_acl[own_group_fact(reference)].get("RuleGroup", {})
    found: Sequence[Rule] = group.get("Rules") or ()
    return found


def first(some: Iterable[Rule], holds: Callable[[Rule], bool]) -> Rule | None:
    """The first rule that is proven to hold; None where each is proven not to.

    :raises NotCollected: none is proven to hold, and one could not be read.
    """
    unread: NotCollected | None = None
    for rule in some:
        try:
            if holds(rule):
                return rule
        except NotCollected as missing:
            unread = unread or missing
    if unread is not None:
        raise unread
    return None


def nested(some: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A statement with those that it joins by And or Or; not what it negates or is scoped by."""
    yield some
    for join in ("AndStatement", "OrStatement"):
        for part in some.get(join, {}).get("Statements") or ():
            yield from nested(part)
