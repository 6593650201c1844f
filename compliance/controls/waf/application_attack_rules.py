from collections.abc import Collection, Iterable

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.rules import (
    Rule,
    first,
    group_rules,
    managed_group,
    nested,
    own_group,
    rules,
    statement,
)

INJECTIONS = frozenset({"SqliMatchStatement", "XssMatchStatement"})


@control(
    title="Web ACLs look for common attacks on applications",
    severity=Severity.HIGH,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    params={
        "required_groups": [
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesSQLiRuleSet",
        ]
    },
    remediation=(
        "Add AWSManagedRulesCommonRuleSet, AWSManagedRulesKnownBadInputsRuleSet and "
        "AWSManagedRulesSQLiRuleSet."
    ),
    source="PCI DSS 4.0.1 6.4.2; AWS WAF Developer Guide, baseline rule groups",
)
def judge(web_acl: Resource, context: Context) -> Outcome:
    """Limits by address or rate stop no injection: the attack looks like any other request.

    One group of `required_groups`, or another vendor's that is named for OWASP's list, is enough;
    so are own rules against both SQL injection and cross-site scripting, also in a rule group.
    Whether they block is judged by waf.blocking-mode.
    """
    required = context.params["required_groups"]
    all_rules = rules(web_acl)
    found = first(all_rules, lambda rule: _is_required(rule, required))
    if found:
        return passed(f"Rule {found.get('Name')} runs a managed group against common attacks.")
    if _injections(web_acl, all_rules) >= INJECTIONS:
        return passed("Rules match SQL injection and cross-site scripting.")
    return failed(
        "No managed rule group against common attacks is present, nor own rules against both SQL "
        "injection and cross-site scripting."
    )


def _is_required(rule: Rule, required: Collection[str]) -> bool:
    managed = managed_group(rule)
    if managed is None:
        return False
    name = str(managed["Name"])
    return name in required or (managed["VendorName"] != "AWS" and "OWASP" in name.upper())


def _injections(web_acl: Resource, all_rules: Iterable[Rule]) -> set[str]:
    """The kinds that are matched; complete, or enough, where a group could not be read."""
    found = set[str]()
    unread: NotCollected | None = None
    for rule in all_rules:
        try:
            own = own_group(rule)
            within = group_rules(web_acl, own) if own else [rule]
        except NotCollected as missing:
            unread = unread or missing
            continue
        found |= {kind for one in within for part in nested(statement(one)) for kind in part}
    if unread is not None and not found >= INJECTIONS:
        raise unread
    return found
