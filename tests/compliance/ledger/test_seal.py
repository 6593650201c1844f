"""Every committed entry gets one place, in order, whoever writes and seals meanwhile."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from compliance.ledger import seal as sealing
from compliance.ledger.models import NodesMissing
from compliance.ledger.seal import seal
from compliance.ledger.tree import root
from compliance.ledger.verify import verify
from compliance.models import Checkpoint, Entry, Leaf, TreeNode
from tests.compliance.ledger.lines import NOW, lines, without_triggers

pytestmark = pytest.mark.django_db
in_threads = pytest.mark.django_db(transaction=True)

WRITERS, ROUNDS = 3, 15


def places() -> list[int]:
    """The entries in the tree's order."""
    return list(Leaf.objects.order_by("index").values_list("entry_id", flat=True))


def on_own_connection(work: Callable[[], None]) -> None:
    """Run in a thread, and leave no connection open."""
    try:
        work()
    finally:
        connection.close()


def test_an_empty_ledger_has_no_checkpoint() -> None:
    assert seal(now=NOW) is None
    assert not Checkpoint.objects.exists()


def test_places_follow_the_entries_and_the_root_is_over_their_hashes() -> None:
    entries = lines(11)
    checkpoint = seal(now=NOW)
    assert checkpoint is not None
    assert (checkpoint.size, checkpoint.at) == (11, NOW)
    assert bytes(checkpoint.root_hash) == root([bytes(one.leaf_hash) for one in entries])
    assert places() == [one.pk for one in entries]
    assert TreeNode.objects.count() == 11 + 5 + 2 + 1


def test_where_nothing_came_no_checkpoint_is_made() -> None:
    lines(2)
    seal(now=NOW)
    assert seal(now=NOW + timedelta(minutes=1)) is None
    assert Checkpoint.objects.count() == 1


def test_many_entries_are_sealed_in_batches_each_with_its_checkpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    entries = lines(10)
    last = seal(now=NOW)
    assert last == Checkpoint.objects.get(size=10)
    assert bytes(last.root_hash) == root([bytes(one.leaf_hash) for one in entries])
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [4, 8, 10]


def test_sealing_asks_as_much_of_a_long_ledger_as_of_a_short_one() -> None:
    lines(1)
    seal(now=NOW)
    lines(1)
    with CaptureQueriesContext(connection) as short:
        seal(now=NOW)
    lines(300)
    seal(now=NOW)
    lines(1)
    with CaptureQueriesContext(connection) as long:
        seal(now=NOW)
    assert len(long) == len(short)


def test_what_lies_days_back_is_looked_for_at_a_days_first_sealing_only() -> None:
    late, *rest = lines(4)
    with without_triggers("compliance_entry"):
        Entry.objects.filter(pk=late.pk).update(actor="late")
    hidden = Entry.objects.get(pk=late.pk)
    with without_triggers("compliance_entry"):
        Entry.objects.filter(pk=late.pk).delete()
    seal(now=NOW)
    lines(1)
    seal(now=NOW + timedelta(days=1))
    hidden.save(force_insert=True)
    assert seal(now=NOW + timedelta(days=1, minutes=1)) is None
    assert seal(now=NOW + timedelta(days=2)) is not None
    assert places()[-1] == late.pk
    assert places()[:3] == [one.pk for one in rest]


def test_a_missing_node_stops_the_sealing_and_is_named() -> None:
    lines(3)
    seal(now=NOW)
    with without_triggers("compliance_treenode"):
        TreeNode.objects.filter(level=1, index=0).delete()
    lines(1)
    with pytest.raises(NodesMissing, match="no node 1/0"):
        seal(now=NOW)


@in_threads
def test_an_entry_still_in_its_transaction_gets_its_place_at_a_later_sealing() -> None:
    written, sealed = Event(), Event()

    def write_slowly() -> None:
        with transaction.atomic():
            lines(1)
            written.set()
            assert sealed.wait(30)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(on_own_connection, write_slowly)
        assert written.wait(30)
        quick = lines(2)
        assert seal(now=NOW) is not None
        assert places() == [one.pk for one in quick]
        sealed.set()
        slow.result()
    assert seal(now=NOW) is not None
    late = Entry.objects.earliest("pk")
    assert places() == [*(one.pk for one in quick), late.pk]
    assert verify().discrepancies == []


@in_threads
def test_an_entry_is_written_while_a_sealing_is_under_way() -> None:
    lines(1)
    begun, end = Event(), Event()

    def seal_slowly() -> None:
        with transaction.atomic():
            seal(now=NOW)
            begun.set()
            assert end.wait(30)

    with ThreadPoolExecutor(1) as pool:
        sealer = pool.submit(on_own_connection, seal_slowly)
        assert begun.wait(30)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        lines(1)
        end.set()
        sealer.result()
    assert Entry.objects.count() == 2
    assert len(places()) == 1


@in_threads
def test_writers_and_sealers_at_once_leave_no_gap_and_no_double() -> None:
    ready = Barrier(WRITERS + 2)

    def write() -> None:
        ready.wait(30)
        for number in range(ROUNDS):
            with transaction.atomic():
                lines(number % 3 + 1)

    def seal_often() -> None:
        ready.wait(30)
        for _ in range(ROUNDS):
            seal(now=NOW)

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        works: Iterator[Callable[[], None]] = iter([*[write] * WRITERS, seal_often, seal_often])
        for done in [pool.submit(on_own_connection, work) for work in works]:
            done.result()
    seal(now=NOW)
    indexes = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    assert indexes == list(range(WRITERS * ROUNDS * 2))
    assert sorted(places()) == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    roots = Checkpoint.objects.order_by("size").values_list("size", "root_hash")
    hashes = dict(Entry.objects.values_list("pk", "leaf_hash"))
    order = [bytes(hashes[pk]) for pk in places()]
    assert all(bytes(content) == root(order[:size]) for size, content in roots)
    assert all(one < two for (one, _), (two, _) in pairwise(roots))
    assert verify().discrepancies == []
