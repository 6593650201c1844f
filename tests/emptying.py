"""Empty the test database between tests, although its tables are written once."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

_flush = DatabaseOperations.execute_sql_flush
# The same after every test: Django would make them anew each time.
_LASTING = {"auth_permission", "django_content_type"}


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied_by_tests() -> Iterator[None]:
    """Let Django's flush, and nothing else, past the triggers, as the tables' owner may."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", _flush_past_triggers)
        yield


def _flush_past_triggers(operations: DatabaseOperations, _truncate: Sequence[str]) -> None:
    """Delete from the few tables that have rows; to truncate all of them takes far longer.

    In one transaction: whatever happens, the triggers are on again. Foreign keys are looked at
    when all is gone, since Django defers them, and before triggers may be changed again.
    """
    filled = _filled()
    guarded = [table for table in _guarded() if table in filled]
    off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded]
    delete = [f"DELETE FROM {table}" for table in filled]  # noqa: S608 -- names of our own tables
    on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded]
    _flush(operations, [*off, *delete, "SET CONSTRAINTS ALL IMMEDIATE", *on])


def _filled() -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})"  # noqa: S608 -- as above
        for table in sorted({*tables} - _LASTING)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _guarded() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal ORDER BY 1"
        )
        return [table for (table,) in cursor.fetchall()]
