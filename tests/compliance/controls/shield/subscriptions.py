"""Shield subscriptions and protections as the collector describes them."""

from collections.abc import Sequence
from typing import Any

from compliance.assessments.judge import outcome
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.collectors.shield import PROTECTION, SUBSCRIPTION
from compliance.controls.control import CONTROLS, Context, Outcome
from tests.compliance.controls.resources import (
    NOW,
    OWNER,
    Denied,
    Facts,
    account,
    resource,
)

STATE_DENIED = Denied("shield:GetSubscriptionState")
SUBSCRIPTION_DENIED = Denied("shield:DescribeSubscription")
ROLE_DENIED = Denied("shield:DescribeDRTAccess")
CONTACTS_DENIED = Denied("shield:DescribeEmergencyContactSettings")
ACTIVE: Facts = {"SubscriptionState": "ACTIVE"}
INACTIVE: Facts = {"SubscriptionState": "INACTIVE"}
ROLE: Facts = {"RoleArn": f"arn:aws:iam::{OWNER}:role/AWSSRTAccess"}
CONTACTS: Facts = {"EmergencyContactList": [{"EmailAddress": "soc@example.com"}]}


def subscription(
    *,
    state: Facts | Denied = ACTIVE,
    role: Facts | Denied = ROLE,
    contacts: Facts | Denied = CONTACTS,
    described: Facts | Denied | None = None,
    **members: Any,
) -> Resource:
    """An active subscription that renews, with a role and a contact."""
    entry = {"AutoRenew": "ENABLED", "ProactiveEngagementStatus": "DISABLED", **members}
    return resource(
        f"arn:aws:shield::{OWNER}:subscription",
        SUBSCRIPTION,
        GLOBAL,
        state=state,
        subscription=described if described is not None else {"Subscription": entry},
        response_team=role,
        contacts=contacts,
    )


def protection(resource_arn: str, **members: Any) -> Resource:
    """A protection of a resource, with nothing set on it."""
    arn = f"arn:aws:shield::{OWNER}:protection/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
    entry = {"ProtectionArn": arn, "ResourceArn": resource_arn, **members}
    return resource(arn, PROTECTION, GLOBAL, protection=entry)


def judged(
    control_id: str,
    *found: Resource,
    subject: Resource | None = None,
    denied: Sequence[str] = (),
    **params: Any,
) -> Outcome:
    """What the engine records of the subject, or of the account, which has these resources.

    `denied` names types whose list was refused. A defect of the control fails the test.
    """
    control = CONTROLS[control_id]
    populations = [
        Population(
            arn=f"arn:aws:shield::{OWNER}:any/*",
            type=kind,
            account_id=OWNER,
            region=GLOBAL,
            operation=f"List {kind}",
            resources=[one for one in found if one.type == kind],
            error="AccessDeniedException: denied" if kind in denied else "",
        )
        for kind in (SUBSCRIPTION, PROTECTION)
    ]
    context = Context(Estate(account(), populations), NOW, {**control.params, **params})
    judgement = outcome(control, subject or account(), context)
    assert not judgement.reason.startswith("The control failed"), judgement.reason
    return judgement
