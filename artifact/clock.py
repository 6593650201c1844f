"""The one place that reads the clock; everywhere else the time is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- the one reader of the clock
