from datetime import datetime, timedelta

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iso import iso
from compliance.controls.secretsmanager.secret import (
    rotates_elsewhere,
    rotates_in_other_account,
)
from compliance.controls.secretsmanager.versions import created_at, current_version


@control(
    title="The secret value changed within the allowed age",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"max_days": 90},
    remediation="Rotate the secret now, and find out why its schedule does not cover it.",
    source=(
        "AWS FSBP SecretsManager.4; AWS Config secretsmanager-secret-periodic-rotation; "
        "PCI DSS 4.0.1 8.3.9 and 8.6.3"
    ),
)
def judge(secret: Resource, context: Context) -> Outcome:
    """An old value may have been copied by everyone who could ever read it.

    The creation of the version labelled AWSCURRENT proves a new value, put by schedule or by
    hand. LastChangedDate does not: editing a tag moves it. A value that is to be deleted is out
    of use, and a replica's is the primary's.
    """
    if outcome := rotates_elsewhere(secret, context.estate):
        return outcome
    limit = int(context.params["max_days"])
    oldest = context.now - timedelta(days=limit)
    changed = _changed_at(secret, oldest)
    # A replica of another account's secret begins its dates anew, so neither verdict holds.
    if outcome := rotates_in_other_account(secret):
        return outcome
    if changed < oldest:
        return failed(f"The value is from {iso(changed)}; the limit is {limit} days.")
    return passed(f"The value is from {iso(changed)}, within {limit} days.")


def _changed_at(secret: Resource, oldest: datetime) -> datetime:
    """When the current value was put.

    :raises NotCollected: the versions were not read, and no recent rotation proves a new value.
    """
    try:
        return created_at(secret, current_version(secret))
    except NotCollected:
        rotated = secret["secret"].get("LastRotatedDate")
        if isinstance(rotated, datetime) and rotated >= oldest:
            return rotated
        raise
