from datetime import datetime, timedelta

from compliance.aws.answers import NotCollected
from compliance.collectors.inspector2 import FILTER, FILTERS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iso import iso


@control(
    title="Rules that suppress findings say why, and were reviewed",
    severity=Severity.MEDIUM,
    resource_type=FILTER,
    needs=("inspector2",),
    params={"max_days": 365},
    remediation="Review the rule, write the reason into it, or delete it.",
    source="Amazon Inspector API, ListFilters; PCI DSS 4.0.1 6.3.1",
)
def judge(rule: Resource, context: Context) -> Outcome:
    """What a rule suppresses vanishes from every count, also from those of the other controls.

    How much is hidden is said each time: critical and high findings with a fix that are suppressed
    in the Region, by whichever rule. A change of the rule counts as its review.
    """
    entry = rule["filter"]
    updated: datetime | None = entry.get("updatedAt")
    if updated is None:
        raise NotCollected(FILTERS[0], "the answer has no updatedAt")
    days = int(context.params["max_days"])
    hidden = len(rule["suppressed"]["findings"])
    counted = f"Critical and high findings with a fix, suppressed in {rule.region}: {hidden}"
    if not any(str(entry.get(one) or "").strip() for one in ("reason", "description")):
        return failed(f"The rule {rule.name} does not say why. {counted}.")
    if updated < context.now - timedelta(days=days):
        return failed(
            f"The rule {rule.name} was last reviewed at {iso(updated)}; the limit is {days} days. "
            f"{counted}."
        )
    return passed(f"The rule {rule.name} says why and was reviewed at {iso(updated)}. {counted}.")
