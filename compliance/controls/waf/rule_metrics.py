from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.rules import described, rules


@control(
    title="Web ACLs and their rules have CloudWatch metrics",
    severity=Severity.MEDIUM,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    remediation="Turn on CloudWatch metrics for the web ACL and each of its rules.",
    source="AWS Security Hub WAF.12; AWS Config wafv2-rulegroup-logging-enabled",
)
def judge(web_acl: Resource, _context: Context) -> Outcome:
    """What has no metric can raise no alarm: an attack, or a rule that blocks customers."""
    silent = [f"rule {one.get('Name')}" for one in rules(web_acl) if not _is_measured(one)]
    if not _is_measured(described(web_acl)):
        silent.insert(0, "the web ACL itself")
    if silent:
        return failed(f"CloudWatch metrics are off for {', '.join(silent)}.")
    return passed("CloudWatch metrics are on for the web ACL and each of its rules.")


def _is_measured(one: Mapping[str, Any]) -> bool:
    enabled = (one.get("VisibilityConfig") or {}).get("CloudWatchMetricsEnabled")
    if enabled is None:
        raise NotCollected("wafv2:GetWebACL", "the answer does not tell of CloudWatch metrics")
    return bool(enabled)
