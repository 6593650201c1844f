from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Resource
from compliance.controls.config.recorder import own_recorder
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

# Config API, RetentionConfiguration: seven years, where nobody set a period.
DEFAULT_DAYS = 2557


@control(
    title="Configuration history is kept long enough",
    severity=Severity.LOW,
    resource_type=RECORDING,
    needs=("config",),
    params={"min_days": 365},
    remediation="Raise the retention period of AWS Config, or take it away for seven years.",
    source="Config API, RetentionConfiguration",
)
def judge(place: Resource, context: Context) -> Outcome:
    """What a resource looked like when an incident began is gone when the incident is found."""
    if own_recorder(place) is None:
        return failed("There is no customer managed recorder, so no history is kept.")
    periods = [
        int(one["RetentionPeriodInDays"])
        for one in place["retention"].get("RetentionConfigurations", ())
    ]
    days = min(periods, default=DEFAULT_DAYS)
    asked = int(context.params["min_days"])
    kept = f"Configuration items are kept for {days} days"
    if days < asked:
        return failed(f"{kept}; {asked} are asked for.")
    return passed(f"{kept}.")
