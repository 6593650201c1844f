from datetime import datetime, timedelta

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    Status,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)
from compliance.controls.iso import iso
from compliance.controls.secretsmanager.schedule import ScheduleNotUnderstood, longest_gap
from compliance.controls.secretsmanager.secret import is_rotating, rotates_elsewhere, rules
from compliance.controls.secretsmanager.versions import (
    created_at,
    current_version,
    pending_version,
)


@control(
    title="The last scheduled rotation really happened",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"grace_days": 2},
    remediation="Read the rotation function's log, repair it, and rotate now.",
    source="AWS FSBP SecretsManager.2; AWS Config secretsmanager-scheduled-rotation-success-check",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A rotation that fails leaves the old value in use while its schedule looks right.

    AWS Config's own answer is in no API, so it is derived: neither the next date nor the last
    rotation and its interval may have passed, and no version may wait for a rotation to finish.
    The grace covers dates that AWS gives without their time, and a rotation that is under way.
    """
    if outcome := rotates_elsewhere(secret, context.estate):
        return outcome
    if not is_rotating(secret):
        return not_applicable(
            "Automatic rotation is off; secretsmanager.rotation-enabled judges it."
        )
    due_since = context.now - timedelta(days=int(context.params["grace_days"]))
    found = _judge_upcoming(secret, due_since) or _judge_last(secret, due_since)
    if found.status is Status.FAIL:
        return found
    return _unfinished(secret, due_since) or found


def _judge_upcoming(secret: Resource, due_since: datetime) -> Outcome | None:
    upcoming = secret["secret"].get("NextRotationDate")
    if upcoming is not None and upcoming < due_since:
        return failed(f"The rotation that was due by {iso(upcoming)} did not happen.")
    return None


def _unfinished(secret: Resource, due_since: datetime) -> Outcome | None:
    """A failure for a version that waits since before the grace; None where there is none."""
    pending = pending_version(secret)
    if not pending:
        return None
    started = created_at(secret, pending)
    if started >= due_since:
        return None
    return failed(
        f"The rotation that began at {iso(started)} is unfinished: version {pending} has the "
        "label AWSPENDING and not AWSCURRENT."
    )


def _judge_last(secret: Resource, due_since: datetime) -> Outcome:
    last = secret["secret"].get("LastRotatedDate")
    if last is None:
        upcoming = secret["secret"].get("NextRotationDate")
        due = f"the first is due by {iso(upcoming)}" if upcoming else "AWS names no next one"
        return not_determined(f"No rotation has happened yet; {due}.")
    try:
        gap = longest_gap(rules(secret))
    except ScheduleNotUnderstood as error:
        return not_determined(f"The rotation schedule could not be understood: {error}.")
    if last + gap < due_since and not rules(secret).get("ScheduleExpression"):
        # RotationRulesType: without an expression, a value put by hand counts as a rotation.
        last = max(last, created_at(secret, current_version(secret)))
    if last + gap < due_since:
        return failed(f"The latest rotation was at {iso(last)}; one was due by {iso(last + gap)}.")
    return passed(f"The secret was rotated at {iso(last)}, as its schedule asks.")
