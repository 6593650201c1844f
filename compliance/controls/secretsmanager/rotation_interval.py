from datetime import timedelta

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)
from compliance.controls.secretsmanager.schedule import ScheduleNotUnderstood, longest_gap
from compliance.controls.secretsmanager.secret import is_rotating, rotates_elsewhere, rules

DAY = timedelta(days=1)


@control(
    title="The rotation schedule is within the limit",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"max_days": 90},
    remediation="Shorten the schedule, so that its longest interval is within the limit.",
    source=(
        "AWS FSBP SecretsManager.1, maximumAllowedRotationFrequency; "
        "Secrets Manager API, RotationRulesType"
    ),
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A schedule of years rotates in name only.

    A cron expression is held to its longest interval: the first of each month is up to 31 days.
    """
    if outcome := rotates_elsewhere(secret, context.estate):
        return outcome
    if not is_rotating(secret):
        return not_applicable(
            "Automatic rotation is off; secretsmanager.rotation-enabled judges it."
        )
    try:
        gap = longest_gap(rules(secret))
    except ScheduleNotUnderstood as error:
        return not_determined(f"The rotation schedule could not be understood: {error}.")
    limit = int(context.params["max_days"])
    interval = f"{gap / DAY:.4g} days at most"
    if gap > limit * DAY:
        return failed(f"Rotations are {interval} apart; the limit is {limit} days.")
    return passed(f"Rotations are {interval} apart, within the limit of {limit} days.")
