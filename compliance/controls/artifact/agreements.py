"""What AWS Artifact lists of the agreements between the account's owner and AWS."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.artifact import AGREEMENT
from compliance.collectors.resource import Estate


def agreements(estate: Estate) -> list[Mapping[str, Any]]:
    """Every agreement that is listed, each with a name and a state.

    :raises NotCollected: the list was not read wholly, or lacks one of these.
    """
    for one in estate.populations(AGREEMENT):
        if one.absent:
            raise NotCollected(one.operation, one.absent)
    found = [one["agreement"] for one in estate.every(AGREEMENT)]
    for name in ("name", "state"):
        if any(not one.get(name) for one in found):
            raise NotCollected("artifact:ListCustomerAgreements", f"an entry has no {name}")
    return found


def since(agreement: Mapping[str, Any]) -> datetime:
    """When the agreement became effective.

    :raises NotCollected: the list does not tell.
    """
    start = agreement.get("effectiveStart")
    if not isinstance(start, datetime):
        name = agreement["name"]
        raise NotCollected(
            "artifact:ListCustomerAgreements", f"the entry of {name} has no effectiveStart"
        )
    return start
