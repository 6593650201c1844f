from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)
from compliance.controls.iso import iso
from compliance.controls.shield.subscription import not_subscribed, subscribed


@control(
    title="The Shield Advanced subscription renews by itself",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("shield",),
    remediation="Turn on automatic renewal of the subscription.",
    source="AWS Config shield-advanced-enabled-autorenew",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A subscription that lapses takes its protections with it, and nobody notices that day."""
    if outcome := not_subscribed(context.estate):
        return outcome
    subscription = subscribed(context.estate, "subscription").get("Subscription", {})
    renews = subscription.get("AutoRenew")
    if renews not in {"ENABLED", "DISABLED"}:
        raise NotCollected("shield:DescribeSubscription", "the answer has no AutoRenew")
    if renews == "ENABLED":
        return passed("The subscription renews by itself.")
    end = subscription.get("EndTime")
    until = f" and ends at {iso(end)}" if end else ""
    return failed(f"The subscription does not renew by itself{until}.")
