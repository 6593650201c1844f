"""Into which log group of CloudWatch Logs a trail delivers."""

from dataclasses import dataclass

from compliance.aws.answers import NotCollected
from compliance.collectors.logs import LOG_GROUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import account_of


@dataclass(frozen=True)
class Destination:
    """A log group as a trail names it: `arn:aws:logs:region:account:log-group:name:*`."""

    account: str
    region: str
    name: str


def destination_of(trail: Resource) -> Destination | None:
    """The log group that the trail names; None where it names none."""
    arn = str(trail["trail"].get("CloudWatchLogsLogGroupArn") or "")
    if not arn:
        return None
    region, name = arn.split(":")[3], arn.split(":")[6]
    return Destination(account_of(arn), region, name)


def require_own(trail: Resource, destination: Destination) -> None:
    """Do nothing if the log group is in the trail's own account, which was read.

    :raises NotCollected: it belongs to another account.
    """
    if destination.account != trail.account_id:
        raise NotCollected(
            LOG_GROUP,
            f"{destination.name} belongs to account {destination.account}, connect that account",
        )
