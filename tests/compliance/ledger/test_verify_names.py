"""Each way of tampering with a sealed ledger, and what exactly verifying names."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from compliance.ledger import verify as verifying
from compliance.ledger.append import entry_body
from compliance.ledger.seal import seal
from compliance.ledger.tree import leaf_hash, node_hash
from compliance.ledger.verify import Kind, verify
from compliance.models import Checkpoint, Entry, Leaf, TreeNode
from tests.compliance.ledger.lines import NOW, lines, without_triggers
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db
LEDGER = ("compliance_entry", "compliance_leaf", "compliance_treenode", "compliance_checkpoint")


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[Entry]]:
    """Eleven entries sealed under checkpoints of 4, 6 and 11."""
    with once(store, django_db_blocker):
        made = []
        for number in (4, 2, 5):
            made += lines(number, at=NOW + timedelta(minutes=number))
            seal(now=NOW)
        yield made


@pytest.fixture
def entries(made_once: list[Entry], db: None) -> list[Entry]:
    """The same for each test, which takes back what it changes."""
    return made_once


@pytest.fixture
def attacker(entries: list[Entry]) -> Iterator[None]:
    """The database's superuser: no trigger, no foreign key stands in the way."""
    assert entries
    with without_triggers(*LEDGER):
        yield


@pytest.fixture(params=[2, 3, 2000])
def chunked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in chunks that end inside and outside of the tree's complete subtrees."""
    monkeypatch.setattr(verifying, "CHUNK", request.param)


def named() -> list[tuple[str, str]]:
    """Kind and subject of everything that verifying finds."""
    return [(one.kind, one.subject) for one in verify().discrepancies]


def rewrite(entry: Entry, **columns: object) -> None:
    """Change an entry, its body and its hash so that they agree with each other."""
    body = entry_body("mallory", entry.action, entry.subject, {}, entry.at)
    Entry.objects.filter(pk=entry.pk).update(
        actor="mallory", body=body, leaf_hash=leaf_hash(body), **columns
    )


def unbind() -> None:
    """Drop the ledger's foreign keys and checks of this transaction, as a superuser can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'compliance_leaf'::regclass "
            "AND contype = 'f'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE compliance_leaf DROP CONSTRAINT "{name}"')


@pytest.mark.usefixtures("chunked")
def test_nothing_is_named_in_a_ledger_as_it_was_written(entries: list[Entry]) -> None:
    lines(2)
    seen: list[int] = []
    result = verify(progress=seen.append)
    assert (result.entries, result.unsealed, result.discrepancies) == (len(entries), 2, [])
    assert seen[-1] == len(entries)


@pytest.mark.parametrize(
    "columns",
    [
        {"actor": "mallory"},
        {"action": "report.withdrawn"},
        {"subject": "report-version:99"},
        {"at": NOW},
        {"body": b"{}"},
        {"leaf_hash": bytes(32)},
        {"body": b"{not json", "leaf_hash": leaf_hash(b"{not json")},
        {"body": b"[1]", "leaf_hash": leaf_hash(b"[1]")},
        {"body": b'{ "a": 1}', "leaf_hash": leaf_hash(b'{ "a": 1}')},
        {"body": b"[" * 100_000, "leaf_hash": leaf_hash(b"[" * 100_000)},
    ],
)
@pytest.mark.usefixtures("attacker", "chunked")
def test_an_altered_entry_is_named_and_no_other(
    entries: list[Entry], columns: dict[str, Any]
) -> None:
    Entry.objects.filter(pk=entries[4].pk).update(**columns)
    assert set(named()) == {(Kind.ALTERED, f"entry:{entries[4].pk}")}


@pytest.mark.parametrize("place", range(11))
@pytest.mark.usefixtures("attacker", "chunked")
def test_an_entry_rewritten_with_its_hash_is_named_and_no_other(
    entries: list[Entry], place: int
) -> None:
    rewrite(entries[place])
    assert named() == [(Kind.ALTERED, f"entry:{entries[place].pk}")]


@pytest.mark.usefixtures("attacker", "chunked")
def test_an_entry_rewritten_with_its_node_is_found_by_the_node_above(entries: list[Entry]) -> None:
    rewrite(entries[5])
    changed = Entry.objects.get(pk=entries[5].pk)
    TreeNode.objects.filter(level=0, index=5).update(hash=changed.leaf_hash)
    assert named() == [(Kind.NODE, "node:1/2")]
    assert verify().discrepancies[0].message == (
        "the hash over places 4 to 5 is not of what stands there"
    )


@pytest.mark.usefixtures("attacker", "chunked")
def test_a_past_rewritten_up_to_the_root_is_found_by_every_checkpoint_since(
    entries: list[Entry],
) -> None:
    rewrite(entries[5])
    hashed = bytes(Entry.objects.get(pk=entries[5].pk).leaf_hash)
    nodes = {(one.level, one.index): bytes(one.hash) for one in TreeNode.objects.all()}
    for level in range(4):
        TreeNode.objects.filter(level=level, index=5 >> level).update(hash=hashed)
        beside = nodes.get((level, 5 >> level ^ 1), b"")
        left_is_beside = (5 >> level) % 2
        hashed = node_hash(beside, hashed) if left_is_beside else node_hash(hashed, beside)
    assert named() == [(Kind.CHECKPOINT, "checkpoint:6"), (Kind.CHECKPOINT, "checkpoint:11")]
    assert verify().discrepancies[0].message.endswith("; that of checkpoint 4 agrees")


@pytest.mark.usefixtures("attacker", "chunked")
def test_a_removed_entry_is_named_and_its_place(entries: list[Entry]) -> None:
    unbind()
    gone = entries[3].pk
    Entry.objects.filter(pk=gone)._raw_delete("default")
    (found,) = verify().discrepancies
    assert (found.kind, found.subject) == (Kind.MISSING, f"entry:{gone}")
    assert found.message == "it was removed from place 3"


@pytest.mark.parametrize(
    ("gone", "said"), [([0], "place 0"), ([5], "place 5"), ([2, 3, 4], "places 2 to 4")]
)
@pytest.mark.usefixtures("attacker", "chunked")
def test_removed_places_are_named(entries: list[Entry], gone: list[int], said: str) -> None:
    Leaf.objects.filter(index__in=gone).delete()
    Entry.objects.filter(pk__in=[entries[index].pk for index in gone]).delete()
    (found,) = verify().discrepancies
    assert (found.kind, found.message) == (
        Kind.MISSING,
        f"{said}: empty, what stood there was removed",
    )


@pytest.mark.usefixtures("attacker", "chunked")
def test_a_ledger_cut_off_is_named_by_its_checkpoint(entries: list[Entry]) -> None:
    Leaf.objects.filter(index__gte=8).delete()
    Entry.objects.filter(pk__gte=entries[8].pk).delete()
    assert [one.message for one in verify().discrepancies] == [
        "places 8 to 10: empty, what stood there was removed"
    ]


@pytest.mark.usefixtures("attacker")
def test_entries_that_changed_places_are_named_both(entries: list[Entry]) -> None:
    Leaf.objects.filter(index__in=[2, 9]).delete()
    Leaf.objects.create(index=9, entry=entries[2])
    Leaf.objects.create(index=2, entry=entries[9])
    assert [(one.kind, one.subject, one.message) for one in verify().discrepancies] == [
        (Kind.MOVED, f"entry:{entries[9].pk}", "it stands at place 2 and was sealed at place 9"),
        (Kind.MOVED, f"entry:{entries[2].pk}", "it stands at place 9 and was sealed at place 2"),
    ]


@pytest.mark.parametrize("size", [4, 6, 11])
@pytest.mark.usefixtures("attacker", "chunked")
def test_an_altered_checkpoint_is_named_and_no_other(size: int) -> None:
    Checkpoint.objects.filter(size=size).update(root_hash=bytes(32))
    assert named() == [(Kind.CHECKPOINT, f"checkpoint:{size}")]


@pytest.mark.usefixtures("attacker", "chunked")
def test_checkpoints_of_trees_that_never_were_are_named(entries: list[Entry]) -> None:
    Checkpoint.objects.create(size=0, root_hash=bytes(32), at=NOW)
    Checkpoint.objects.create(size=10**15, root_hash=bytes(32), at=NOW)
    messages = {one.subject: one.message for one in verify().discrepancies}
    assert messages["checkpoint:0"] == "there is no tree of this size"
    assert messages["ledger"].startswith("The tree has no node ")
    assert f"places 11 to {10**15 - 1}: empty" in verify().discrepancies[0].message


@pytest.mark.usefixtures("attacker", "chunked")
def test_a_removed_last_checkpoint_leaves_its_entries_under_none(entries: list[Entry]) -> None:
    Checkpoint.objects.filter(size=11).delete()
    leaves = [(Kind.MOVED, f"entry:{one.pk}") for one in entries[6:]]
    assert named()[: len(leaves)] == leaves
    assert (Kind.NODE, "node:3/0") in named()


@pytest.mark.parametrize("size", [4, 6])
@pytest.mark.usefixtures("attacker")
def test_the_newest_checkpoint_speaks_for_an_older_one_that_is_gone(size: int) -> None:
    Checkpoint.objects.filter(size=size).delete()
    assert named() == []


@pytest.mark.parametrize(
    ("level", "index", "found"),
    [
        (0, 0, ["node:0/0"]),
        (0, 3, ["node:0/3"]),
        # An entry and its own hash, with nothing above to say which of them was changed.
        (0, 10, ["entry", "checkpoint:11"]),
        (1, 0, ["node:1/0"]),
        (1, 1, ["node:1/1"]),
        (2, 0, ["node:2/0"]),
        (3, 0, ["node:3/0", "checkpoint:11"]),
    ],
)
@pytest.mark.usefixtures("attacker")
def test_an_altered_node_is_named_and_at_most_what_rests_on_it(
    level: int, index: int, found: list[str]
) -> None:
    TreeNode.objects.filter(level=level, index=index).update(hash=bytes(32))
    assert [subject if "entry" not in subject else "entry" for _, subject in named()] == found


@pytest.mark.parametrize(("level", "index"), [(0, 0), (0, 10), (1, 1), (2, 0), (3, 0)])
@pytest.mark.usefixtures("attacker", "chunked")
def test_a_removed_node_is_named_and_no_other(level: int, index: int) -> None:
    TreeNode.objects.filter(level=level, index=index).delete()
    assert named() == [(Kind.NODE, f"node:{level}/{index}")]


@pytest.mark.parametrize(("level", "index"), [(0, 11), (3, 1), (4, 0), (64, 0), (0, -1)])
@pytest.mark.usefixtures("attacker")
def test_a_node_that_no_sealing_made_is_named(level: int, index: int) -> None:
    TreeNode.objects.create(level=level, index=index, hash=bytes(32))
    assert named() == [(Kind.NODE, f"node:{level}/{index}")]


@pytest.mark.parametrize("place", [-1, 11, 2**63 - 1])
@pytest.mark.usefixtures("attacker")
def test_an_entry_put_outside_the_tree_is_named(place: int) -> None:
    (smuggled,) = lines(1)
    Leaf.objects.create(index=place, entry=smuggled)
    assert named() == [(Kind.MOVED, f"entry:{smuggled.pk}")]


@pytest.mark.usefixtures("attacker")
def test_an_old_number_that_sealing_never_saw_is_named(entries: list[Entry]) -> None:
    body = entry_body("mallory", "terms.accepted", "term:1", {}, NOW - timedelta(days=30))
    smuggled = Entry.objects.create(
        pk=entries[0].pk - 1,
        at=NOW - timedelta(days=30),
        actor="mallory",
        action="terms.accepted",
        subject="term:1",
        body=body,
        leaf_hash=leaf_hash(body),
    )
    assert named() == [(Kind.UNPLACED, f"entry:{smuggled.pk}")]


@pytest.mark.usefixtures("attacker")
def test_an_altered_entry_of_the_open_window_is_named() -> None:
    (newest,) = lines(1)
    Entry.objects.filter(pk=newest.pk).update(actor="mallory")
    assert named() == [(Kind.ALTERED, f"entry:{newest.pk}")]


@pytest.mark.usefixtures("attacker")
def test_two_separate_alterations_are_both_named(entries: list[Entry]) -> None:
    rewrite(entries[1])
    Checkpoint.objects.filter(size=6).update(root_hash=bytes(32))
    Entry.objects.filter(pk=entries[10].pk).update(subject="report-version:99")
    assert named() == [
        (Kind.ALTERED, f"entry:{entries[1].pk}"),
        (Kind.CHECKPOINT, "checkpoint:6"),
        (Kind.ALTERED, f"entry:{entries[10].pk}"),
    ]


@pytest.mark.usefixtures("attacker")
def test_a_table_rewritten_whole_is_listed_in_part_and_counted(
    entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "LISTED", 5)
    Entry.objects.update(actor="mallory")
    result = verify()
    assert (len(result.discrepancies), result.unlisted) == (5, len(entries) - 5)
