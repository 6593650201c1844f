"""Take from a database role the power to change what is written once."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

# Tables with a trigger of this name: `write_once` makes the first; the second is of rows that
# may end, as findings and signed agreements do, and are never deleted.
_GUARDED = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE t.tgname = c.relname || %s ORDER BY c.relname
"""
_WRITTEN_ONCE, _NEVER_DELETED = "_is_written_once", "_stays"


class NoSuchRole(LookupError):
    """PostgreSQL has no role of this name."""


def restrict_role(role: str, *, password: str = "") -> Sequence[str]:
    """Let the role use every table, and only add to those that are written once; their names.

    To be called by the tables' owner after each migration. The role owns nothing, so it cannot
    switch off a trigger either: both must fail before an entry can be changed. With a password
    the role is created where it is missing, and signs in by it from now on.

    :raises NoSuchRole: the role is missing, and no password is given.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        name = sql.Identifier(role)
        _demand(cursor, role, password)
        tables = _guarded(cursor, _WRITTEN_ONCE)
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            cursor.execute(sql.SQL(statement).format(role=name))
        for table, powers in [
            *((table, "UPDATE, DELETE") for table in tables),
            *((table, "DELETE") for table in _guarded(cursor, _NEVER_DELETED)),
        ]:
            cursor.execute(
                sql.SQL("REVOKE {powers} ON {table} FROM {role}").format(
                    powers=sql.SQL(powers), table=sql.Identifier(table), role=name
                )
            )
    return tables


def _guarded(cursor: CursorWrapper, trigger: str) -> list[str]:
    cursor.execute(_GUARDED, [trigger])
    return [str(table) for (table,) in cursor.fetchall()]


def _demand(cursor: CursorWrapper, role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    is_there = cursor.fetchone() is not None
    if password:
        verb = "ALTER" if is_there else "CREATE"
        statement = sql.SQL("{verb} ROLE {role} LOGIN PASSWORD {password}")
        cursor.execute(
            statement.format(
                verb=sql.SQL(verb), role=sql.Identifier(role), password=sql.Literal(password)
            )
        )
    elif not is_there:
        raise NoSuchRole(
            f"PostgreSQL has no role {role}. Create it, or give APP_DATABASE_PASSWORD and it is "
            "created."
        )
