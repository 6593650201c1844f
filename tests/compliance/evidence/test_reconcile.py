"""What stands still is found, once, and what moves is left alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from compliance.evidence.reconcile import ADVISORY_LOCK, Owed, reconcile
from compliance.models import Collection, Unit
from tests import factories

pytestmark = pytest.mark.django_db
PATIENCE = timedelta(seconds=30)
LONG_AGO = timedelta(seconds=60)


def owed() -> Owed:
    """What the reconciler finds."""
    return reconcile(hint_again_after=PATIENCE)


def test_a_unit_that_nobody_was_told_of_is_found_once() -> None:
    unit = factories.unit()
    assert owed().units == (unit.pk,)
    assert owed().units == ()


def test_a_unit_whose_message_was_lost_is_found_after_a_while() -> None:
    unit = factories.unit()
    Unit.objects.update(hinted_at=Now())
    assert owed().units == ()
    Unit.objects.update(hinted_at=Now() - LONG_AGO)
    assert owed().units == (unit.pk,)


def test_a_unit_whose_worker_died_is_found_and_one_that_is_held_is_not() -> None:
    died, held = factories.unit(Unit.State.RUNNING), factories.unit(Unit.State.RUNNING)
    Unit.objects.filter(pk=died.pk).update(lease_until=Now() - LONG_AGO)
    Unit.objects.filter(pk=held.pk).update(lease_until=Now() + LONG_AGO)
    assert owed().units == (died.pk,)


@pytest.mark.parametrize("state", [Unit.State.DONE, Unit.State.DISABLED])
def test_a_unit_that_has_ended_is_left_alone(state: str) -> None:
    factories.unit(state)
    assert owed() == Owed()


@pytest.mark.parametrize("state", ["complete", "incomplete"])
def test_an_ended_reading_without_findings_is_found(state: str) -> None:
    collection = factories.unit(Unit.State.DONE).collection
    Collection.objects.update(state=state, finished_at=Now() - LONG_AGO)
    assert owed().collections == (collection.pk,)
    Collection.objects.update(evaluated_at=Now())
    assert owed().collections == ()


def test_a_reading_that_ended_just_now_is_left_to_its_own_message() -> None:
    factories.unit(Unit.State.DONE)
    Collection.objects.update(state="complete", finished_at=Now())
    assert owed().collections == ()


@pytest.mark.django_db(transaction=True)
def test_a_second_reconciler_at_the_same_time_does_nothing() -> None:
    unit = factories.unit()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        assert owed() == Owed()
        # Given back by name: a closed connection's lock lives until its server process ends.
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
    finally:
        other.close()
    assert owed().units == (unit.pk,)
