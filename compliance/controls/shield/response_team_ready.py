from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)
from compliance.controls.shield.subscription import not_subscribed, subscribed


@control(
    title="The Shield Response Team has access and somebody to call",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("shield",),
    params={"require_proactive_engagement": False},
    remediation="Authorise a role for the Shield Response Team and add emergency contacts.",
    source="AWS Config shield-drt-access; AWS Shield API, DescribeEmergencyContactSettings",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """During an attack it is too late to look for a telephone number or to grant a role.

    The API names the team DRT, its older name.
    """
    if outcome := not_subscribed(context.estate):
        return outcome
    asked = dict(READINESS)
    if context.params["require_proactive_engagement"]:
        asked["proactive engagement"] = _engages
    missing: list[str] = []
    unread: NotCollected | None = None
    for what, is_there in asked.items():
        try:
            if not is_there(context.estate):
                missing.append(what)
        except NotCollected as gap:
            unread = unread or gap
    if missing:
        return failed(f"The Shield Response Team lacks {' and '.join(missing)}.")
    if unread is not None:
        raise unread
    return passed(f"The Shield Response Team has {' and '.join(asked)}.")


def _has_role(estate: Estate) -> bool:
    return bool(subscribed(estate, "response_team").get("RoleArn"))


def _has_contacts(estate: Estate) -> bool:
    return bool(subscribed(estate, "contacts").get("EmergencyContactList"))


def _engages(estate: Estate) -> bool:
    subscription = subscribed(estate, "subscription").get("Subscription", {})
    return bool(subscription.get("ProactiveEngagementStatus") == "ENABLED")


READINESS = {"a role": _has_role, "emergency contacts": _has_contacts}
