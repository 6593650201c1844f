"""The database itself refuses to change what was written into the ledger."""

from collections.abc import Callable
from functools import partial
from typing import LiteralString

import pytest
from django.db import IntegrityError, connection, models, transaction
from psycopg.sql import SQL, Identifier

from compliance.ledger.seal import seal
from compliance.ledger.write_once import FUNCTION, write_once
from compliance.models import Checkpoint, Entry, Leaf, TreeNode
from tests.compliance.ledger.lines import NOW, lines

pytestmark = pytest.mark.django_db

# Each table of the ledger and a column to change.
TABLES: list[tuple[type[models.Model], str]] = [
    (Entry, "actor"),
    (Leaf, "index"),
    (TreeNode, "hash"),
    (Checkpoint, "root_hash"),
]
EVERY = pytest.mark.parametrize(("model", "column"), TABLES)


def execute(words: LiteralString, **names: str) -> None:
    """Run SQL on the connection of the application."""
    with connection.cursor() as cursor:
        # A table with foreign keys left to check would refuse to be emptied for that alone.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(SQL(words).format(**{key: Identifier(name) for key, name in names.items()}))


def is_refused(change: Callable[[], object], table: str, operation: str) -> None:
    """Assert that the trigger stops it, by name, and that nothing changed."""
    message = f"rows of {table} are written once; {operation} is refused"
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        change()


@EVERY
def test_sql_cannot_change_delete_or_empty(model: type[models.Model], column: str) -> None:
    lines(3)
    seal(now=NOW)
    table = model._meta.db_table
    before = list(model._default_manager.order_by("pk").values())
    for sql, operation in (
        ("UPDATE {table} SET {column} = {column}", "UPDATE"),
        ("DELETE FROM {table}", "DELETE"),
        ("TRUNCATE {table} CASCADE", "TRUNCATE"),
    ):
        is_refused(partial(execute, sql, table=table, column=column), table, operation)
    assert list(model._default_manager.order_by("pk").values()) == before


@EVERY
def test_models_cannot_change_or_delete(model: type[models.Model], column: str) -> None:
    lines(3)
    seal(now=NOW)
    table = model._meta.db_table
    rows = model._default_manager.all()
    row = rows.order_by("-pk")[0]
    is_refused(lambda: rows.update(**{column: models.F(column)}), table, "UPDATE")
    is_refused(lambda: rows._raw_delete(rows.db), table, "DELETE")
    is_refused(lambda: row.save(force_update=True), table, "UPDATE")


def test_a_table_is_guarded_and_set_free_again() -> None:
    forward, reverse = write_once("written")
    execute("CREATE TABLE written (line text)")
    execute("INSERT INTO written VALUES ('first')")
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        cursor.execute(forward)
    is_refused(lambda: execute("UPDATE written SET line = ''"), "written", "UPDATE")
    execute("INSERT INTO written VALUES ('second')")
    with connection.cursor() as cursor:
        cursor.execute(reverse)
    execute("TRUNCATE written")
