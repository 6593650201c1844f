"""What the credential report tells of a user: flags, dates, and what it leaves out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from compliance.aws.answers import NotCollected
from compliance.collectors.credentialreport import REPORT
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, not_determined

KEYS = (1, 2)
# IAM User Guide, "Generate credential reports": there is no such credential, or it was never used
# since IAM began to keep track in 2014.
NEVER = frozenset({"N/A", "no_information"})
# The column came later; what is in it says that a user has more than the columns before hold.
FURTHER = "additional_credentials_info"
NOTHING_FURTHER = NEVER | {"", "not_supported"}


def flag(credentials: Resource, column: str) -> bool:
    """Whether a column says true.

    :raises NotCollected: it says neither true nor false.
    """
    value = _text(credentials, column).lower()
    if value not in {"true", "false"}:
        raise NotCollected(REPORT, f"{column} of {credentials.name} is {value!r}")
    return value == "true"


def moment(credentials: Resource, column: str) -> datetime | None:
    """A date; None for one that never was.

    :raises NotCollected: it is neither a date nor one of the words for none.
    """
    value = _text(credentials, column)
    if value in NEVER:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise NotCollected(REPORT, f"{column} of {credentials.name} is {value!r}")
    return found


def known_moment(credentials: Resource, column: str) -> datetime:
    """A date that must be there.

    :raises NotCollected: it is not.
    """
    found = moment(credentials, column)
    if found is None:
        raise NotCollected(REPORT, f"{column} of {credentials.name} is not known")
    return found


def active_keys(credentials: Resource) -> list[int]:
    """The numbers of the access keys that are active, 1 and 2.

    :raises NotCollected: the report does not tell.
    """
    return [one for one in KEYS if flag(credentials, f"access_key_{one}_active")]


def earliest(credentials: Resource, context: Context) -> datetime:
    """The instant before which a date is older than `max_days`.

    Days are counted back from when AWS made the report, up to four hours before it was read.
    """
    made: datetime = credentials["report"]["GeneratedTime"]
    return made - timedelta(days=int(context.params["max_days"]))


def left_out(credentials: Resource) -> Outcome | None:
    """Not determined where the user has keys that the report has no columns for; else None."""
    further = credentials["row"].get(FURTHER, "")
    if further in NOTHING_FURTHER:
        return None
    return not_determined(f"The report leaves out further credentials of the user: {further}.")


def numbered(keys: Iterable[int]) -> str:
    """`access key 1 and access key 2`."""
    return " and ".join(f"access key {one}" for one in keys)


def _text(credentials: Resource, column: str) -> str:
    return str(credentials["row"][column])
