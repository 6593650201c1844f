"""The whole way over the seeded estate, against what was written down of it by hand."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from compliance.controls.control import CONTROLS
from compliance.models import Account, Blob, Collection, Finding, Snapshot
from demo.truth import truth
from tests.demo.connecting import connect
from tests.demo.never import lacking
from tests.once import once, own_store, store
from tests.reading import EVERY, Clock, read_and_judge

__all__ = ["own_store", "store"]


@pytest.fixture(scope="module")
def read_once(
    estate: str, store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Every account of the estate read and evaluated, as its workers would."""
    with once(store, django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        for account in connect(estate):
            read_and_judge(account, Clock(), services=EVERY)
        yield estate


@pytest.fixture
def read_estate(read_once: str, db: None) -> str:
    """The same for each test, which takes back what it changes."""
    return read_once


def found() -> set[tuple[str, str, str, str, str]]:
    """Every row that the command line prints."""
    out = StringIO()
    call_command("findings", "--format", "json", stdout=out)
    rows = map(json.loads, out.getvalue().splitlines())
    return {
        (row["account"], row["region"], row["control"], row["resource"], row["status"])
        for row in rows
    }


def test_every_finding_is_as_the_estate_declares_it(read_estate: str) -> None:
    expected = {
        (one.account, one.region, one.control, one.resource, one.status)
        for one in truth(read_estate)
    }
    assert found() == expected


def test_a_second_reading_of_the_same_estate_changes_no_finding(read_estate: str) -> None:
    before = found()
    spans = Finding.objects.count()
    second = [
        read_and_judge(account, Clock(), services=EVERY) for account in Account.objects.all()
    ]
    assert found() == before
    assert Finding.objects.count() == spans
    kept = Snapshot.objects.filter(collector__in=["kms", "cloudtrail"])
    newer = kept.filter(unit__collection__in=second)
    assert newer.count() * 2 == kept.count()
    assert Blob.objects.filter(snapshots__in=newer).distinct().count() == len(
        {one.blob_id for one in kept.exclude(pk__in=newer)}
    )


def test_what_was_denied_never_passes(read_estate: str) -> None:
    """The readings say what is missing, and nothing that rests on it is a pass."""
    denied = Finding.objects.filter(reason__contains="not authorized")
    assert denied.exists()
    assert set(denied.values_list("status", flat=True)) == {Finding.Status.NOT_DETERMINED}
    states = dict(Collection.objects.values_list("account__name", "state"))
    assert states == {
        "production": Collection.State.INCOMPLETE,
        "payments": Collection.State.INCOMPLETE,
        "log-archive": Collection.State.COMPLETE,
        "sandbox": Collection.State.COMPLETE,
        "staging": Collection.State.INCOMPLETE,
    }


def test_the_estate_has_a_good_and_a_bad_case_of_every_control(estate: str) -> None:
    expected = truth(estate)
    for control in CONTROLS:
        statuses = {one.status for one in expected if one.control == control}
        assert not lacking(control, statuses, "pass", "fail"), control
