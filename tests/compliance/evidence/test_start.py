"""Starting a reading, and every reason for which it does not start."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from compliance.evidence.start import CollectionAlreadyRunning, CollectionRefused, start
from compliance.models import Collection, Entry
from tests import factories
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db


def test_a_started_reading_is_queued_with_its_global_unit_and_stands_in_the_ledger() -> None:
    account = factories.account()
    collection = start(account, requested_by="ada", now=MOMENT, services=["kms", "iam", "kms"])
    assert collection.state == Collection.State.QUEUED
    assert collection.services == ["iam", "kms"]
    assert list(collection.units.values_list("region", "state")) == [("global", "queued")]
    entry = Entry.objects.get(action="collection.started")
    assert (entry.actor, entry.subject) == ("ada", f"collection:{collection.pk}")
    assert entry.details["services"] == ["iam", "kms"]


def test_a_second_start_says_which_reading_is_under_way() -> None:
    account = factories.account()
    first = start(account, requested_by="ada", now=MOMENT)
    with pytest.raises(CollectionAlreadyRunning) as refused:
        start(account, requested_by="bob", now=MOMENT)
    assert refused.value.running == first
    for word in (account.account_id, f"collection {first.pk}", "ada", "2026-03-31 12:00:00 UTC"):
        assert word in str(refused.value)
    assert Collection.objects.count() == 1


def test_another_account_can_be_read_meanwhile() -> None:
    start(factories.account(), requested_by="ada", now=MOMENT)
    start(factories.account(), requested_by="ada", now=MOMENT)
    assert Collection.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_starts_at_once_exactly_one_makes_a_reading() -> None:
    account = factories.account()
    ready = Barrier(6)

    def one(_: int) -> bool:
        ready.wait()
        try:
            start(account, requested_by="ada", now=MOMENT)
        except CollectionAlreadyRunning:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(one, range(6))) == [False] * 5 + [True]
    assert Collection.objects.count() == 1
    assert Entry.objects.filter(action="collection.started").count() == 1


def test_a_paused_account_is_not_read() -> None:
    account = factories.account(is_paused=True)
    with pytest.raises(CollectionRefused, match="is paused"):
        start(account, requested_by="ada", now=MOMENT)


def test_an_unknown_service_is_refused_with_those_there_are() -> None:
    with pytest.raises(CollectionRefused, match=r"Unknown service kmz\. Known are .*kms"):
        start(factories.account(), requested_by="ada", now=MOMENT, services=["kmz"])


def test_a_region_of_another_partition_is_refused() -> None:
    with pytest.raises(CollectionRefused, match="Unknown region cn-north-1 in partition aws"):
        start(factories.account(), requested_by="ada", now=MOMENT, regions=["cn-north-1"])
