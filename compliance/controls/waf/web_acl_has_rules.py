from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.rules import rules


@control(
    title="Every web ACL has a rule or rule group",
    severity=Severity.MEDIUM,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    remediation="Add rules or managed rule groups, or delete the web ACL.",
    source="AWS Security Hub WAF.10; AWS Config wafv2-webacl-not-empty",
)
def judge(web_acl: Resource, _context: Context) -> Outcome:
    """An empty web ACL looks like a filter and lets everything, or nothing, through.

    Rule groups that Firewall Manager adds before or after the account's own count as rules.
    """
    number = len(rules(web_acl))
    if number == 0:
        return failed("The web ACL has no rule and no rule group.")
    return passed(f"The web ACL has {number} rule{'s' if number > 1 else ''}.")
