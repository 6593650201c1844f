"""Whether some trail of the account covers what is asked, proven or disproven."""

from collections.abc import Callable
from functools import partial

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import all_hold
from compliance.controls.cloudtrail.selectors import Access, records_management

Property = Callable[[Resource], bool]


def covering_trail(estate: Estate, *properties: Property) -> Resource | None:
    """The first trail, by ARN, that is logging and has all properties; None if there is none.

    A trail that is proven to qualify is enough, whatever else was not read.

    :raises NotCollected: none is proven, and a trail that may qualify, or a Region that may
        hold one, was not read.
    """
    unread: NotCollected | None = None
    for trail in sorted(estate.known(TRAIL), key=lambda known: known.arn):
        try:
            if all_hold(partial(holds, trail) for holds in (*properties, is_logging)):
                return trail
        except NotCollected as missing:
            unread = unread or missing
    if unread is not None:
        raise unread
    estate.every(TRAIL)
    return None


def is_logging(trail: Resource) -> bool:
    """The trail is switched on.

    :raises NotCollected: its status was not read.
    """
    return owned_fact(trail, "status").get("IsLogging") is True


def is_multi_region(trail: Resource) -> bool:
    """The trail records every enabled Region, wherever its home is."""
    return trail["trail"].get("IsMultiRegionTrail") is True


def records_all_management(trail: Resource) -> bool:
    """Reads and writes of every source are recorded.

    :raises NotCollected: the selectors were not read.
    """
    return all(records_management(trail, access) for access in Access)
