from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.shield.subscription import not_subscribed


@control(
    title="Shield Advanced is active where the policy asks for it",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("shield",),
    params={"require_advanced": False},
    remediation="Subscribe to Shield Advanced, or record that Shield Standard is enough.",
    source="AWS Shield API, GetSubscriptionState",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Without the subscription nobody at AWS helps during an attack or refunds what it cost.

    Shield Standard protects every account all the same, so that a missing subscription fails only
    where `require_advanced` asks for one. Each account of an organisation subscribes for itself.
    """
    outside = not_subscribed(context.estate)
    if outside is None:
        return passed("The account has an active Shield Advanced subscription.")
    if not context.params["require_advanced"]:
        return not_applicable(f"{outside.reason} None is required.")
    return failed(outside.reason)
