"""The ledger as an attacker with the database's keys would leave it, and what verifying says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from compliance.ledger.append import append
from compliance.ledger.models import Checkpoint, Entry, Leaf
from compliance.ledger.seal import seal
from compliance.ledger.verify import verify

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)


def write(number: int) -> list[Entry]:
    """That many entries, a second apart."""
    return [
        append(
            actor="auditor@example.com",
            action="report.downloaded",
            subject=f"report-version:{at}",
            details={"pages": at, "name": "Żółć 李"},
            at=NOW + timedelta(seconds=at),
        )
        for at in range(number)
    ]


def tamper(sql: str, *values: str | int | bytes | datetime) -> None:
    """Run SQL with the triggers off, as the tables' owner can."""
    table = next(word for word in sql.split() if word.startswith("compliance_"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def said() -> list[str]:
    """What verifying finds, a line each."""
    return [f"{one.subject}: {one.message}" for one in verify().discrepancies]


def test_an_empty_ledger_is_whole() -> None:
    result = verify()
    assert (result.entries, result.unsealed, result.discrepancies) == (0, 0, [])


def test_an_untouched_ledger_has_nothing_to_say() -> None:
    write(5)
    checkpoint = seal(now=NOW)
    assert checkpoint is not None
    assert checkpoint.size == 5
    write(2)
    result = verify()
    assert (result.entries, result.unsealed, result.discrepancies) == (5, 2, [])


def test_sealing_goes_on_where_it_ended() -> None:
    for number in (3, 4, 1):
        write(number)
        seal(now=NOW)
    assert seal(now=NOW) is None
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(8))
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [3, 7, 8]
    assert said() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE compliance_entry SET actor = 'nobody'",
        "DELETE FROM compliance_leaf",
        "TRUNCATE compliance_entry CASCADE",
        "UPDATE compliance_checkpoint SET size = 1",
        "DELETE FROM compliance_treenode",
    ],
)
def test_the_database_refuses_to_change_it(sql: str) -> None:
    write(3)
    seal(now=NOW)
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {sql}")


def test_an_altered_column_is_named() -> None:
    second = write(3)[1]
    seal(now=NOW)
    tamper("UPDATE compliance_entry SET actor = 'nobody' WHERE id = %s", second.pk)
    assert said() == [f"entry:{second.pk}: its columns say something else than its body"]


def test_an_altered_body_is_named_even_if_its_hash_was_made_to_fit() -> None:
    entries = write(4)
    seal(now=NOW)
    other = append(actor="nobody", action="nothing", subject="nowhere", details={}, at=NOW)
    tamper(
        "UPDATE compliance_entry SET body = %s, leaf_hash = %s, actor = 'nobody', "
        "action = 'nothing', subject = 'nowhere', at = %s WHERE id = %s",
        bytes(other.body),
        bytes(other.leaf_hash),
        NOW,
        entries[1].pk,
    )
    assert said() == [f"entry:{entries[1].pk}: it is not what was sealed at place 1"]


def test_an_entry_taken_out_of_the_middle_is_named() -> None:
    second = write(3)[1]
    seal(now=NOW)
    tamper("DELETE FROM compliance_leaf WHERE entry_id = %s", second.pk)
    tamper("DELETE FROM compliance_entry WHERE id = %s", second.pk)
    assert "ledger: place 1: empty, what stood there was removed" in said()


def test_the_newest_entries_cut_off_are_missed_by_the_checkpoint() -> None:
    last = write(3)[-1]
    seal(now=NOW)
    tamper("DELETE FROM compliance_leaf WHERE entry_id = %s", last.pk)
    tamper("DELETE FROM compliance_entry WHERE id = %s", last.pk)
    assert said() == ["ledger: place 2: empty, what stood there was removed"]
