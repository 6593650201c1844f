"""How reasons write a point in time."""

from datetime import UTC, datetime


def iso(moment: datetime) -> str:
    """`2026-01-31T08:00:00Z`: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
