"""Leases against real PostgreSQL, with the claimers in threads and connections of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import connection, transaction

from compliance.lease import BEATS_PER_LEASE, LeaseLost, claim, held, owned
from compliance.models import Unit
from tests import factories
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["tables_can_be_emptied_by_tests"]
pytestmark = pytest.mark.django_db(transaction=True)

LONG = timedelta(minutes=1)
SHORT = timedelta(seconds=0.4)
EXPIRED = timedelta(seconds=-1)
Result = TypeVar("Result")


def apart(work: Callable[[], Result]) -> Result:
    """Do the work as another worker would: in a connection of its own."""

    def alone() -> Result:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def test_of_many_claimers_at_once_exactly_one_wins() -> None:
    unit = factories.unit()
    ready = threading.Barrier(8)

    def take(_: int) -> int | None:
        ready.wait()
        try:
            return claim(Unit.objects.all(), unit.pk, lease=LONG)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        attempts = list(pool.map(take, range(8)))

    assert sorted(one for one in attempts if one is not None) == [1]
    unit.refresh_from_db()
    assert (unit.state, unit.attempt) == (Unit.State.RUNNING, 1)


def test_an_expired_lease_is_taken_over_once() -> None:
    unit = factories.unit()
    assert claim(Unit.objects.all(), unit.pk, lease=EXPIRED) == 1
    assert claim(Unit.objects.all(), unit.pk, lease=LONG) == 2
    assert claim(Unit.objects.all(), unit.pk, lease=LONG) is None


@pytest.mark.parametrize("state", [Unit.State.DONE, Unit.State.DISABLED])
def test_what_has_ended_cannot_be_claimed(state: str) -> None:
    unit = factories.unit(state)
    assert claim(Unit.objects.all(), unit.pk, lease=LONG) is None


def test_the_one_who_was_taken_over_can_write_nothing_more() -> None:
    unit = factories.unit()
    first = claim(Unit.objects.all(), unit.pk, lease=EXPIRED)
    second = claim(Unit.objects.all(), unit.pk, lease=LONG)
    assert first is not None
    assert second is not None
    with transaction.atomic(), pytest.raises(LeaseLost, match="attempt 1"):
        owned(Unit.objects.all(), unit.pk, first)
    with transaction.atomic():
        assert owned(Unit.objects.all(), unit.pk, second).pk == unit.pk


def test_the_holder_may_still_write_after_its_lease_ran_out_while_nobody_else_took_over() -> None:
    unit = factories.unit()
    attempt = claim(Unit.objects.all(), unit.pk, lease=EXPIRED)
    assert attempt is not None
    with transaction.atomic():
        assert owned(Unit.objects.all(), unit.pk, attempt).pk == unit.pk


def test_nobody_takes_over_while_the_holder_writes() -> None:
    unit = factories.unit()
    attempt = claim(Unit.objects.all(), unit.pk, lease=EXPIRED)
    assert attempt is not None
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            mine = owned(Unit.objects.all(), unit.pk, attempt)
            other = pool.submit(_claim_and_close, unit.pk)
            mine.state = Unit.State.DONE
            mine.save(update_fields=["state"])
        assert other.result() is None


def _claim_and_close(pk: int) -> int | None:
    try:
        return claim(Unit.objects.all(), pk, lease=LONG)
    finally:
        connection.close()


def test_heartbeats_keep_the_lease_for_longer_than_it_lasts() -> None:
    unit = factories.unit()
    attempt = claim(Unit.objects.all(), unit.pk, lease=SHORT)
    assert attempt is not None
    beats = Beats()
    with held(Unit.objects.all(), unit.pk, attempt, lease=SHORT, progress=beats) as keep_going:
        beats.wait(2 * BEATS_PER_LEASE)
        assert apart(lambda: claim(Unit.objects.all(), unit.pk, lease=LONG)) is None
        keep_going()
    unit.refresh_from_db()
    assert unit.step.startswith("step ")


class Beats:
    """Progress that counts how often it was asked for."""

    def __init__(self) -> None:
        self.seen = 0
        self._one_more = threading.Condition()

    def __call__(self) -> dict[str, object]:
        with self._one_more:
            self.seen += 1
            self._one_more.notify_all()
        return {"step": f"step {self.seen}"}

    def wait(self, number: int) -> None:
        """Return after that many more beats."""
        with self._one_more:
            wanted = self.seen + number
            assert self._one_more.wait_for(lambda: self.seen >= wanted, timeout=10)


def test_the_holder_learns_of_a_takeover_between_two_steps() -> None:
    unit = factories.unit()
    attempt = claim(Unit.objects.all(), unit.pk, lease=SHORT)
    assert attempt is not None
    beats = Beats()
    with held(Unit.objects.all(), unit.pk, attempt, lease=SHORT, progress=beats) as keep_going:
        Unit.objects.filter(pk=unit.pk).update(attempt=attempt + 1)
        beats.wait(1)
        with pytest.raises(LeaseLost, match="taken over"):
            _until_it_raises(keep_going)


def _until_it_raises(keep_going: Callable[[], None]) -> None:
    waited = threading.Event()
    for _ in range(500):
        keep_going()
        waited.wait(0.01)


def test_the_lease_outlives_a_lost_database_connection() -> None:
    unit = factories.unit()
    attempt = claim(Unit.objects.all(), unit.pk, lease=SHORT)
    assert attempt is not None
    beats = Beats()
    with held(Unit.objects.all(), unit.pk, attempt, lease=SHORT, progress=beats) as keep_going:
        beats.wait(2)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.rowcount >= 1
        beats.wait(BEATS_PER_LEASE)
        keep_going()


def test_leases_are_measured_by_the_databases_clock_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = factories.unit()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert claim(Unit.objects.all(), unit.pk, lease=LONG) == 1
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert claim(Unit.objects.all(), unit.pk, lease=LONG) is None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lease_until - now() BETWEEN interval '50 s' AND interval '60 s' "
            "FROM compliance_unit WHERE id = %s",
            [unit.pk],
        )
        assert cursor.fetchone() == (True,)
