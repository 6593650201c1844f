from collections.abc import Iterator
from datetime import datetime

from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iam.credentials import (
    active_keys,
    earliest,
    flag,
    known_moment,
    left_out,
    moment,
)
from compliance.controls.iso import iso


@control(
    title="Passwords and keys unused for too long are disabled",
    severity=Severity.MEDIUM,
    resource_type=USER_CREDENTIALS,
    needs=("credentialreport",),
    params={"max_days": 90},
    remediation="Take the password away, deactivate the key, or remove the user.",
    source=(
        "AWS Security Hub IAM.8 and IAM.22; AWS Config iam-user-unused-credentials-check; PCI DSS "
        "4.0.1 8.2.6 (90 days); CIS AWS Foundations (45 days) 3.0: 1.12; 5.0: 1.11; 6.0 and 7.0: "
        "2.11"
    ),
)
def judge(user: Resource, context: Context) -> Outcome:
    """A credential that its owner does not miss can be misused without anybody noticing.

    One that was never used counts from when it was made. How long is too long, the framework
    says. Users of a directory are not IAM users: the directory's own evidence tells of them.
    Credentials of single services (CodeCommit, Bedrock …) are not in the report.
    """
    days = int(context.params["max_days"])
    limit = earliest(user, context)
    unused = [text for at, text in _active(user) if at < limit]
    if unused:
        return failed(f"Active and unused for over {days} days: {'; '.join(unused)}.")
    return left_out(user) or passed(f"No active credential was unused for over {days} days.")


def _active(user: Resource) -> Iterator[tuple[datetime, str]]:
    if flag(user, "password_enabled"):
        made = moment(user, "password_last_changed") or known_moment(user, "user_creation_time")
        yield _last(moment(user, "password_last_used"), made, "the password")
    for number in active_keys(user):
        key = f"access_key_{number}"
        used = moment(user, f"{key}_last_used_date")
        made = used or known_moment(user, f"{key}_last_rotated")
        yield _last(used, made, f"access key {number}")


def _last(used: datetime | None, made: datetime, name: str) -> tuple[datetime, str]:
    if used is None:
        return made, f"{name}, never since {iso(made)}"
    return used, f"{name}, last at {iso(used)}"
