from functools import partial

from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import (
    covering_trail,
    is_multi_region,
    records_all_management,
)
from compliance.controls.cloudtrail.selectors import Access, excluded_sources, records_management
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)


@control(
    title="Management events are recorded for reads and writes with no source excluded",
    severity=Severity.HIGH,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation=(
        "Select read and write management events and clear the exclusions of AWS KMS and the "
        "Amazon RDS Data API."
    ),
    source=(
        "Prowler cloudtrail_multi_region_enabled_logging_management_events; "
        "CloudTrail API, EventSelector and AdvancedFieldSelector"
    ),
)
def judge(trail: Resource, context: Context) -> Outcome:
    """Events left out by a selector, such as the use of KMS keys, cannot be shown afterwards.

    A trail that records less is no gap while another trail that is logging covers every Region
    and all management events.
    """
    if records_all_management(trail):
        return passed(
            "All read and write management events are recorded, with no source excluded."
        )
    other = covering_trail(
        context.estate,
        partial(_is_another, trail),
        is_multi_region,
        records_all_management,
    )
    if other is not None:
        return not_applicable(f"The multi-Region trail {other.arn} records all management events.")
    return failed(_shortfall(trail))


def _is_another(trail: Resource, candidate: Resource) -> bool:
    return candidate.arn != trail.arn


def _shortfall(trail: Resource) -> str:
    missing = [access.value for access in Access if not records_management(trail, access)]
    excluded = excluded_sources(trail)
    without = f"; excluded sources: {', '.join(excluded)}" if excluded else ""
    return f"Not all {' and '.join(missing)} management events are recorded{without}."
