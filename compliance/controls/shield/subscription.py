"""Whether the account has subscribed to Shield Advanced, and what it set up."""

from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Estate
from compliance.collectors.shield import SUBSCRIPTION
from compliance.controls.control import Outcome, not_applicable


def not_subscribed(estate: Estate) -> Outcome | None:
    """Not applicable for an account without Shield Advanced; None for a subscriber.

    :raises NotCollected: the state of the subscription was not read.
    """
    if not estate.every(SUBSCRIPTION):
        return not_applicable("Shield Advanced is not offered in the account's partition.")
    if is_subscribed(estate):
        return None
    return not_applicable("The account has no Shield Advanced subscription.")


def is_subscribed(estate: Estate) -> bool:
    """Whether the subscription is active.

    :raises NotCollected: the state was not read, or is one that is not known.
    """
    state = subscribed(estate, "state").get("SubscriptionState")
    if state not in {"ACTIVE", "INACTIVE"}:
        raise NotCollected("shield:GetSubscriptionState", f"the state is {state}")
    return bool(state == "ACTIVE")


def subscribed(estate: Estate, fact: str) -> Mapping[str, Any]:
    """A fact of the subscription.

    :raises NotCollected: it was not read.
    """
    found = estate.every(SUBSCRIPTION)
    if not found:
        raise NotCollected(SUBSCRIPTION, "there is none")
    return found[0][fact]
