"""Security Hub CSPM in one region: whether it is on, and which standards it has."""

from collections.abc import Mapping
from typing import Any

from compliance.collectors.resource import Resource

IS_OFF = "Security Hub CSPM is not on."


def is_on(hub: Resource) -> bool:
    """Whether the account has subscribed in the region.

    :raises NotCollected: the hub was not read.
    """
    return bool(hub["hub"].get("HubArn"))


def subscription(hub: Resource, standard: str) -> Mapping[str, Any] | None:
    """The subscription to a standard, as `pci-dss/v/4.0.1`; None if there is none.

    :raises NotCollected: the standards were not read.
    """
    for one in hub["standards"].get("StandardsSubscriptions", ()):
        # `arn:aws:securityhub:eu-west-1::standards/pci-dss/v/4.0.1`; the oldest has `ruleset`.
        if str(one.get("StandardsArn", "")).partition("/")[2] == standard:
            found: Mapping[str, Any] = one
            return found
    return None
