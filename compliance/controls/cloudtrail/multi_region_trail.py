from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import (
    covering_trail,
    is_multi_region,
    records_all_management,
)
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)


@control(
    title="A multi-Region trail is logging all read and write management events",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("cloudtrail",),
    remediation=(
        "Create a multi-Region trail, or widen one, with read and write management events and no "
        "excluded sources; an organization trail serves every member account."
    ),
    source=(
        "AWS Security Hub CloudTrail.1; AWS Config multi-region-cloudtrail-enabled; "
        "CIS AWS Foundations 3.0 and 5.0: 3.1; 6.0 and 7.0: 4.1"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Activity in a Region that no trail covers leaves no lasting record of who did what.

    One trail must do it alone. CloudTrail Lake event data stores, which may stand in for a trail,
    are not looked at, and the reason of a failure says so.
    """
    trail = covering_trail(context.estate, is_multi_region, records_all_management)
    if trail is not None:
        return passed(f"The multi-Region trail {trail.arn} is logging all management events.")
    return failed(
        "No multi-Region trail is logging all read and write management events; event data stores "
        "are not counted."
    )
