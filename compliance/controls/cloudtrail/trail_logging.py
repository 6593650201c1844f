from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.status import instant
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iso import iso


@control(
    title="Every trail is switched on",
    severity=Severity.HIGH,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation="Start logging, or delete the trail if it is no longer used.",
    source="AWS Security Hub CloudTrail.3; AWS Config cloudtrail-enabled",
)
def judge(trail: Resource, _context: Context) -> Outcome:
    """A trail that was stopped looks like a safeguard and records nothing.

    The reason keeps the latest start and stop, because a stop inside an audit period is a gap
    even when logging is on again.
    """
    status = owned_fact(trail, "status")
    times = "; ".join(
        f"{event} at {iso(moment)}"
        for event, field in (
            ("last started", "StartLoggingTime"),
            ("last stopped", "StopLoggingTime"),
        )
        if (moment := instant(status, field)) is not None
    )
    dates = f" ({times})" if times else ""
    if status.get("IsLogging") is True:
        return passed(f"The trail is logging{dates}.")
    return failed(f"The trail is not logging{dates}.")
