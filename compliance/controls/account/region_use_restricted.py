from compliance.aws.answers import NotCollected
from compliance.collectors.regions import REGION
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.region_use import SIGNS_NEED, sign_of_use

OPTED_IN = "opted-in"
ALWAYS_ON = "opt-in-not-required"
STATES = {OPTED_IN, ALWAYS_ON, "not-opted-in"}


@control(
    title="Only approved Regions are enabled or in use",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("regions", *SIGNS_NEED),
    params={"allowed_regions": []},
    remediation="Disable the Region; deny those that are always enabled by a policy.",
    source="NIST SP 800-53 Rev. 5 SA-9(5); EC2 API, DescribeRegions",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """In a Region that nobody watches, an intruder's work and strayed data stay unseen.

    A Region that is always enabled may hold no secret, parameter, log group, certificate, HSM,
    load balancer, API or customer managed key; each must have been read to say so. Nothing is
    judged until `allowed_regions` names the Regions.
    """
    states = _states(context.estate)
    allowed = set(context.params["allowed_regions"])
    if not allowed:
        return not_applicable("No Regions were named that may be used.")
    if chosen := sorted(one for one in states if states[one] == OPTED_IN and one not in allowed):
        return failed(f"Regions not on the list were enabled: {', '.join(chosen)}.")
    always = sorted(one for one in states if states[one] == ALWAYS_ON and one not in allowed)
    unread: NotCollected | None = None
    for region in always:
        try:
            if sign := sign_of_use(context.estate, region):
                return failed(f"{region} is not on the list and holds {sign.arn}.")
        except NotCollected as gap:
            unread = unread or gap
    if unread is not None:
        raise unread
    return passed("No Region that is not on the list was enabled, or holds what is looked for.")


def _states(estate: Estate) -> dict[str, str]:
    found = {one.name: str(one["region"].get("OptInStatus")) for one in estate.every(REGION)}
    for region, state in found.items():
        if state not in STATES:
            raise NotCollected("ec2:DescribeRegions", f"the state of {region} is {state}")
    return found
