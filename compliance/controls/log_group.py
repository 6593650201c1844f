"""A log group of CloudWatch Logs, found by Region and name."""

from compliance.collectors.logs import LOG_GROUP
from compliance.collectors.resource import Estate, Resource


def log_group(estate: Estate, region: str, name: str) -> Resource | None:
    """The log group; None where the Region's whole list does not have it.

    :raises NotCollected: it is not known, and not all log groups of the Region are.
    """
    for one in estate.known(LOG_GROUP):
        if one.region == region and one["group"].get("logGroupName") == name:
            return one
    estate.require_whole(LOG_GROUP, region)
    return None
