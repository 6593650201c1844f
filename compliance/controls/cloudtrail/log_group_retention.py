from collections.abc import Callable
from functools import partial

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL, TRAIL_BUCKET
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.destination import destination_of, require_own
from compliance.controls.cloudtrail.lifecycle import breaches
from compliance.controls.cloudtrail.ownership import owned_fact, partition_of
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.log_group import log_group


@control(
    title="The trail's log group keeps events long enough",
    severity=Severity.MEDIUM,
    resource_type=TRAIL,
    needs=("cloudtrail", "logs"),
    params={"min_days": 365, "min_days_beside_bucket": 90},
    remediation="Set a retention on the log group that is at least as long as asked for.",
    source=(
        "AWS Security Hub CloudWatch.16; AWS Config cw-loggroup-retention-period-check; "
        "PCI DSS 4.0.1 10.5.1"
    ),
)
def judge(trail: Resource, context: Context) -> Outcome:
    """Events that can be searched at once are the first to be asked for after an incident.

    While the trail's bucket keeps the log files for the whole time, the log group need only hold
    the recent part. Without a retention, CloudWatch Logs keeps for ever.
    """
    destination = destination_of(trail)
    if destination is None:
        return not_applicable("The trail has no CloudWatch Logs log group.")
    require_own(trail, destination)
    group = log_group(context.estate, destination.region, destination.name)
    if group is None:
        return failed(f"There is no log group {destination.name} in {destination.region}.")
    days = group["group"].get("retentionInDays")
    if days is None:
        return passed(f"The log group {destination.name} keeps its events for ever.")
    return _judge_days(int(days), destination.name, context, partial(_keeps, trail))


def _judge_days(
    days: int, name: str, context: Context, keeps: Callable[[Estate, int], bool]
) -> Outcome:
    least = int(context.params["min_days"])
    recent = int(context.params["min_days_beside_bucket"])
    keeping = f"The log group {name} keeps {days} days"
    if days >= least:
        return passed(f"{keeping}, at least {least}.")
    if days < recent:
        return failed(f"{keeping}; the least are {recent} days.")
    if keeps(context.estate, least):
        return passed(f"{keeping}, and the bucket keeps the log files for {least} days.")
    return failed(f"{keeping}, and the bucket less than the {least} days asked for.")


def _keeps(trail: Resource, estate: Estate, days: int) -> bool:
    """No lifecycle rule deletes the trail's log files before that many days.

    :raises NotCollected: the bucket was not read, as one of another account, or a rule deletes
        only what has certain tags.
    """
    described = trail["trail"]
    arn = f"arn:{partition_of(trail.arn)}:s3:::{described.get('S3BucketName')}"
    rules = owned_fact(estate.find(TRAIL_BUCKET, arn), "lifecycle").get("Rules") or ()
    deleting = [{**one, "Transitions": ()} for one in rules]
    found = list(breaches(deleting, [described], min_days=days, hot_days=0))
    if found and not any(one.is_certain for one in found):
        raise NotCollected(TRAIL_BUCKET, "whether log files have the tags of a rule was not read")
    return not found
