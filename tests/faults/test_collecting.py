"""Readings that are interrupted: killed workers, a lost broker, a lost database, a sick AWS."""

import json
import random

import pytest
from celery import Celery
from django.db import connection
from django.db.models import Count

from artifact.celery import app
from compliance.evidence.start import start
from compliance.evidence.verify import verify
from compliance.models import Account, Collection, Finding, Snapshot
from tests.estate import THROTTLED, Estate, Fault
from tests.faults.processes import Broker, Workers, until
from tests.reading import SERVICES, Clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account(account: Account, estate: Estate) -> Account:
    """The account, with a few keys that do not rotate."""
    for _ in range(4):
        estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    return account


def has_findings(collection: Collection) -> bool:
    """The collection has ended and was evaluated."""
    return Collection.objects.get(pk=collection.pk).evaluated_at is not None


def assert_whole(collection: Collection) -> None:
    """Every unit done, one snapshot per unit and collector, as the ledger says, and judged."""
    collection.refresh_from_db()
    assert collection.state == Collection.State.COMPLETE
    assert set(collection.units.values_list("state", flat=True)) == {"done"}
    kept = Snapshot.objects.filter(unit__collection=collection)
    places = kept.values("unit", "collector").annotate(number=Count("pk"))
    assert {one["number"] for one in places} == {1}
    assert sorted(kept.values_list("collector", flat=True)) == sorted([*SERVICES, "regions"])
    assert list(verify(kept)) == []
    assert rotation() == ["fail"] * 4


def rotation() -> list[str]:
    """What is said of the keys' rotation."""
    rows = Finding.objects.current().filter(control="kms.rotation-enabled", limits_of="")
    return list(rows.values_list("status", flat=True))


def test_a_unit_whose_worker_is_killed_is_finished_by_another(
    estate: Estate, account: Account, workers: Workers, clock: Clock
) -> None:
    estate.hold("kms:DescribeKey")
    workers.start()
    collection = start(account, requested_by="test", now=clock(), services=SERVICES)
    until(estate.held.is_set, workers)
    workers.kill()
    estate.release()
    workers.start()
    until(lambda: has_findings(collection), workers)
    assert_whole(collection)
    assert collection.units.get(region="us-east-1").attempt == 2


def test_a_broker_that_is_lost_and_comes_back_empty_costs_nothing(
    estate: Estate, account: Account, broker: Broker, workers: Workers, clock: Clock
) -> None:
    estate.hold("iam:GetAccountAuthorizationDetails")
    workers.start()
    collection = start(account, requested_by="test", now=clock(), services=SERVICES)
    until(estate.held.is_set, workers)
    broker.stop()
    estate.release()
    until(lambda: collection.units.filter(region="global", state="done").exists(), workers)
    assert not collection.units.filter(region="us-east-1").exclude(attempt=0).exists()
    broker.come_back()
    until(lambda: has_findings(collection), workers)
    assert_whole(collection)


def test_a_message_that_comes_twice_at_once_is_worked_on_once(
    estate: Estate, account: Account, broker: Broker, workers: Workers, clock: Clock
) -> None:
    estate.hold("ec2:DescribeRegions")
    collection = start(account, requested_by="test", now=clock(), services=SERVICES)
    collection.units.update(hinted_at=clock())
    for _ in range(5):
        send(app, broker, unit_id=collection.units.get().pk)
    workers.start()
    until(estate.held.is_set, workers)
    until(lambda: broker.waiting("collect") == 0, workers)
    estate.release()
    until(lambda: has_findings(collection), workers)
    assert_whole(collection)
    assert estate.calls["ec2:DescribeRegions"] == 1
    assert collection.units.get(region="global").attempt == 1


def send(celery: Celery, broker: Broker, **ids: int) -> None:
    """Put a message onto the broker, as the portal does."""
    with celery.connection_for_write(broker.url) as line:
        celery.send_task(
            "artifact.tasks.collect_unit", kwargs=ids, connection=line, queue="collect"
        )


def test_a_database_that_drops_every_connection_costs_nothing(
    estate: Estate, account: Account, workers: Workers, clock: Clock
) -> None:
    estate.hold("kms:DescribeKey")
    workers.start()
    collection = start(account, requested_by="test", now=clock(), services=SERVICES)
    until(estate.held.is_set, workers)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    estate.release()
    until(lambda: has_findings(collection), workers)
    assert_whole(collection)


def test_a_sick_aws_never_makes_a_pass(
    estate: Estate, account: Account, workers: Workers, clock: Clock
) -> None:
    broken = json.dumps({"__type": "InternalFailure", "message": "try again"}).encode()
    estate.chance = random.Random(7)  # noqa: S311 -- a repeatable fault is meant
    estate.faults = [
        Fault("kms", body=THROTTLED, share=0.3),
        Fault("kms", status=500, body=broken, share=0.2),
    ]
    workers.start()
    collection = start(account, requested_by="test", now=clock(), services=["kms"])
    until(lambda: has_findings(collection), workers, seconds=80)
    assert set(rotation()) <= {"fail", "not_determined"}
    collection.refresh_from_db()
    if collection.state == Collection.State.COMPLETE:
        assert rotation() == ["fail"] * 4
