"""Reading GetTrailStatus: instants that may be absent, and whether deliveries arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from compliance.controls.control import Outcome, failed, not_determined
from compliance.controls.iso import iso


@dataclass(frozen=True)
class Delivery:
    """One destination: the fields of GetTrailStatus that tell of it, and its name in reasons."""

    destination: str
    time_field: str
    error_field: str


def interruption(
    status: Mapping[str, Any], delivery: Delivery, *, max_age_hours: int, now: datetime
) -> Outcome | None:
    """Why events do not arrive at the destination; None when they do.

    A trail that is stopped delivers nothing, however recent its last delivery is. One that was
    started within the limit and has not delivered yet is not determined.
    """
    if status.get("IsLogging") is not True:
        return failed(f"The trail is not logging, so nothing reaches {delivery.destination}.")
    if error := status.get(delivery.error_field):
        return failed(f"The latest delivery to {delivery.destination} failed: {error}.")
    oldest = now - timedelta(hours=max_age_hours)
    latest = instant(status, delivery.time_field)
    if latest is not None and latest >= oldest:
        return None
    started = instant(status, "StartLoggingTime")
    if started is not None and started >= oldest:
        return not_determined(
            f"Logging started at {iso(started)} and nothing has reached {delivery.destination} "
            f"since; a verdict needs {max_age_hours} hours of logging."
        )
    since = f"since {iso(latest)}" if latest is not None else "yet"
    return failed(
        f"Nothing has reached {delivery.destination} {since}; the limit is {max_age_hours} hours."
    )


def instant(status: Mapping[str, Any], field: str) -> datetime | None:
    """A time of the status; None where AWS leaves it out or sends an empty string."""
    value = status.get(field)
    return value if isinstance(value, datetime) else None
