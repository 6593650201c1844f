"""Empty the test database between tests, although its tables are written once."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

_flush = DatabaseOperations.execute_sql_flush


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied_by_tests() -> Iterator[None]:
    """Let Django's flush, and nothing else, past the triggers, as the tables' owner may."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", _flush_past_triggers)
        yield


def _flush_past_triggers(operations: DatabaseOperations, sql_list: Sequence[str]) -> None:
    tables = _guarded()
    off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
    on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
    # One transaction: whatever happens, the triggers are on again.
    _flush(operations, [*off, *sql_list, *on])


def _guarded() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal ORDER BY 1"
        )
        return [table for (table,) in cursor.fetchall()]
