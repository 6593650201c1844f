from datetime import date, timedelta

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.secretsmanager.secret import scheduled_for_deletion, utc_day


@control(
    title="Secrets that nobody reads are removed",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"max_unused_days": 90},
    remediation="Make sure that nothing needs the secret, then delete it with a recovery window.",
    source="AWS FSBP SecretsManager.3; AWS Config secretsmanager-secret-unused",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A forgotten secret still opens what it opened, and nobody would notice its theft.

    AWS gives the date of the last reading without its time, and per Region: a primary counts as
    read while one of its replicas is, since it cannot be removed before them. A secret that is
    scheduled for deletion is being removed.
    """
    if outcome := scheduled_for_deletion(secret):
        return outcome
    days = int(context.params["max_unused_days"])
    oldest = utc_day(context.now - timedelta(days=days))
    read = secret["secret"].get("LastAccessedDate")
    if read is None:
        return _judge_unread(secret, oldest, days)
    if utc_day(read) >= oldest:
        return passed(f"The secret was read within {days} days.")
    return _judge_replicas(secret, oldest, days) or failed(
        f"Not read since {utc_day(read)}; the limit is {days} days."
    )


def _judge_unread(secret: Resource, oldest: date, days: int) -> Outcome:
    created = secret["secret"].get("CreatedDate")
    if created is None:
        return not_determined("AWS gives neither the last reading nor the creation of the secret.")
    if utc_day(created) >= oldest:
        return passed(f"The secret was created on {utc_day(created)} and has not been read yet.")
    return _judge_replicas(secret, oldest, days) or failed(
        f"Never read since its creation on {utc_day(created)}; the limit is {days} days."
    )


def _judge_replicas(secret: Resource, oldest: date, days: int) -> Outcome | None:
    readings = (
        replica.get("LastAccessedDate")
        for replica in secret["description"].get("ReplicationStatus") or ()
    )
    if any(read is not None and utc_day(read) >= oldest for read in readings):
        return passed(f"A replica of the secret was read within {days} days.")
    return None
