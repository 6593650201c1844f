from functools import partial

from compliance.aws.regions import home_region
from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import covering_trail, is_logging, is_multi_region
from compliance.controls.cloudtrail.ownership import partition_of
from compliance.controls.cloudtrail.proof import all_hold
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Global service events (IAM, STS, CloudFront) are recorded",
    severity=Severity.MEDIUM,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation=(
        "Make the trail a multi-Region trail, or include global service events in a trail of the "
        "Region in which they occur."
    ),
    source=(
        "CloudTrail API, Trail, IncludeGlobalServiceEvents; CloudTrail User Guide, "
        '"Global service events"'
    ),
)
def judge(trail: Resource, context: Context) -> Outcome:
    """Sign-ins to roles and changes of users and policies are global service events.

    Since November 2021 they are recorded in the Region in which they occur, us-east-1, so that
    a trail of another single Region does not get them, whatever its setting says. One trail that
    records them is enough for the account: a second one that leaves them out avoids duplicates.
    """
    if all_hold(partial(holds, trail) for holds in (_records_global_events, is_logging)):
        return passed("Global service events are recorded.")
    other = covering_trail(context.estate, _records_global_events)
    if other is not None:
        return passed(f"Global service events are recorded by the trail {other.arn}.")
    return failed("Neither this trail nor another that is logging records global service events.")


def _records_global_events(trail: Resource) -> bool:
    described = trail["trail"]
    if described.get("IncludeGlobalServiceEvents") is not True:
        return False
    home = home_region(partition_of(trail.arn))
    return is_multi_region(trail) or described.get("HomeRegion") == home
