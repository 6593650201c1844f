"""Units whose worker or collector fails, and workers whose clocks differ."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from compliance.aws.reader import Reader
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.collect import collect
from compliance.evidence.gather import Reading
from compliance.evidence.keep import keep
from compliance.evidence.start import start
from compliance.evidence.store import get
from compliance.models import Account, Collection, Snapshot, Unit
from tests import factories
from tests.compliance.evidence.kept import findings, snapshot_of
from tests.estate import Estate, Fault
from tests.reading import LEASE, Clock, read, read_and_judge

pytestmark = pytest.mark.django_db


def test_a_unit_is_read_once_however_often_it_is_asked_for(
    estate: Estate, account: Account, clock: Clock
) -> None:
    collection = read(account, clock)
    made = estate.calls.copy()
    for unit in collection.units.all():
        assert collect(unit.pk, clock=clock, lease=LEASE) is None
    assert estate.calls == made
    assert set(collection.units.values_list("attempt", flat=True)) == {1}


def test_what_a_dead_worker_had_kept_is_not_read_again(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.client("kms").create_key()
    unit = halfway(account, clock)
    estate.calls.clear()
    assert collect(unit.pk, clock=clock, lease=LEASE) is not None
    assert estate.calls["secretsmanager:ListSecrets"] == 1
    assert estate.calls["kms:ListKeys"] == 0
    assert unit.snapshots.count() == unit.snapshots.values("collector").distinct().count()


def halfway(account: Account, clock: Clock) -> Unit:
    """A unit whose worker died before it came to the secrets; its lease has run out."""
    started = start(account, requested_by="test", now=clock())
    finished = collect(started.units.get().pk, clock=clock, lease=LEASE)
    assert finished is not None
    unit = Unit.objects.get(pk=finished.next_units[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("compliance.evidence.collect.keep", dies_at("secretsmanager"))
        with pytest.raises(Died):
            collect(unit.pk, clock=clock, lease=LEASE)
    Unit.objects.filter(pk=unit.pk).update(lease_until=factories.MOMENT)
    return unit


class Died(BaseException):
    """Stands for the end of a worker."""


def dies_at(collector: str) -> Callable[..., Snapshot]:
    """`keep`, until that collector's turn."""

    def keep_or_die(unit: Unit, reading: Reading, *, now: datetime) -> Snapshot:
        if reading.collector.name == collector:
            raise Died
        return keep(unit, reading, now=now)

    return keep_or_die


def test_a_unit_over_which_five_workers_died_is_ended_and_says_so(
    account: Account, clock: Clock
) -> None:
    started = start(account, requested_by="test", now=clock())
    unit = started.units.get()
    Unit.objects.filter(pk=unit.pk).update(attempt=5)
    assert collect(unit.pk, clock=clock, lease=LEASE) is not None
    for snapshot in unit.snapshots.all():
        assert snapshot.missing[0]["error"] == "the reading was interrupted 5 times"


def test_a_collector_that_fails_costs_its_own_evidence_only(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:

    def divides(reader: Reader) -> None:
        _ = reader.calls_made / 0

    broken = replace(COLLECTORS["kms"], collect=divides)
    monkeypatch.setitem(COLLECTORS._plugins, "kms", broken)
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.INCOMPLETE
    (line,) = snapshot_of(collection, "kms").missing
    assert line["error"] == "the collector failed: ZeroDivisionError: division by zero"
    assert snapshot_of(collection, "secretsmanager").is_complete
    assert {status for _, status in findings(resource__contains=":kms:")} == {"not_determined"}


def test_answers_that_a_collector_does_not_understand_are_kept_and_not_judged(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.faults = [Fault("kms", "ListKeys", status=200, body=b'{"Keys": [{"KeyArn": "x"}]}')]
    collection = read_and_judge(account, clock)
    assert collection.evaluated_at is not None
    assert collection.state == Collection.State.INCOMPLETE
    assert b'{"KeyArn": "x"}' in get(snapshot_of(collection, "kms").blob_id)
    assert {status for _, status in findings(resource__contains=":kms:")} == {"not_determined"}


def test_workers_with_clocks_apart_give_instants_in_the_order_of_the_readings(
    account: Account, clock: Clock
) -> None:
    fast = Clock(clock().replace(year=clock().year + 1))
    first = read_and_judge(account, fast)
    second = read_and_judge(account, clock)
    assert first.finished_at is not None
    assert second.finished_at is not None
    assert second.finished_at > first.finished_at
    assert second.evaluated_at is not None
