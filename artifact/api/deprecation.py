"""Operations that will go away say so with each answer (RFC 9745, RFC 8594)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from django.http import HttpResponseBase


@dataclass(frozen=True)
class Deprecation:
    """Since when an operation is deprecated, when it goes, and what takes its place."""

    since: date
    sunset: date
    successor: str

    def announce(self, response: HttpResponseBase) -> None:
        """Write it into the answer's headers."""
        response["Deprecation"] = f"@{int(_midnight(self.since).timestamp())}"
        response["Sunset"] = format_datetime(_midnight(self.sunset), usegmt=True)
        links = [f'<{self.successor}>; rel="successor-version"']
        if "Link" in response:
            links.insert(0, response["Link"])
        response["Link"] = ", ".join(links)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
