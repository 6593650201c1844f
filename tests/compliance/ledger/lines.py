"""Entries to write and ways past the triggers, for the ledger's tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from compliance.ledger.append import append
from compliance.models import Entry

NOW = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)


def lines(number: int, *, at: datetime = NOW) -> list[Entry]:
    """That many entries, a second apart."""
    return [
        append(
            actor="auditor@example.com",
            action="report.downloaded",
            subject=f"report-version:{place}",
            details={"pages": place, "title": "Żółć 李"},
            at=at + timedelta(seconds=place),
        )
        for place in range(number)
    ]


@contextmanager
def without_triggers(*tables: str) -> Iterator[None]:
    """Let SQL past the guards, as the owner of the tables can."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
