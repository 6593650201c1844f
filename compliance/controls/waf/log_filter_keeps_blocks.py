from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import LOG_SCOPES, WEB_ACL
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)

# EXCLUDED_AS_COUNT is what a rule that is overridden to Count leaves (AWS WAF API,
# ActionCondition).
TELLING = frozenset({"BLOCK", "COUNT", "EXCLUDED_AS_COUNT"})


@control(
    title="Log filters keep blocked and counted requests",
    severity=Severity.MEDIUM,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global"),
    remediation="Let the filter keep requests with the actions BLOCK and COUNT.",
    source="AWS WAF API, LoggingFilter",
)
def judge(web_acl: Resource, _context: Context) -> Outcome:
    """A filter that drops what was blocked leaves logs in which no attack ever happened.

    A filter that drops by label alone drops blocked requests with that label, and fails. A filter
    that drops by default must keep every blocked request, whatever its labels.
    """
    filters: list[Mapping[str, Any]] = []
    unread: NotCollected | None = None
    for scope in LOG_SCOPES:
        try:
            filters += _filters(web_acl, scope)
        except NotCollected as missing:
            unread = unread or missing
    if reason := next((reason for one in filters if (reason := _loses(one))), ""):
        return failed(reason)
    if unread is not None:
        raise unread
    if not filters:
        return not_applicable("No logging configuration of the web ACL has a filter.")
    return passed("The log filter keeps blocked and counted requests.")


def _filters(web_acl: Resource, scope: str) -> list[Mapping[str, Any]]:
    found = web_acl[f"logging {scope}"]["LoggingConfigurations"]
    return [one["LoggingFilter"] for one in found if one.get("LoggingFilter")]


def _loses(log_filter: Mapping[str, Any]) -> str:
    """How the filter loses what tells of attacks; empty where it keeps it."""
    its_rules = log_filter.get("Filters") or ()
    if any(_drops_what_tells(rule) for rule in its_rules):
        return "A log filter drops requests that were blocked or counted."
    if log_filter.get("DefaultBehavior") == "KEEP":
        return ""
    if any(_keeps_every_block(rule) for rule in its_rules):
        return ""
    return "The log filter drops by default and does not keep every blocked request."


def _drops_what_tells(rule: Mapping[str, Any]) -> bool:
    if rule.get("Behavior") != "DROP":
        return False
    asked = _actions(rule)
    could_match = [action is None or action in TELLING for action in asked]
    return all(could_match) if rule.get("Requirement") == "MEETS_ALL" else any(could_match)


def _keeps_every_block(rule: Mapping[str, Any]) -> bool:
    if rule.get("Behavior") != "KEEP":
        return False
    asked = [action == "BLOCK" for action in _actions(rule)]
    return all(asked) if rule.get("Requirement") == "MEETS_ALL" else any(asked)


def _actions(rule: Mapping[str, Any]) -> list[str | None]:
    """The action that each condition asks for; None for a condition on a label."""
    return [one.get("ActionCondition", {}).get("Action") for one in rule.get("Conditions") or ()]
