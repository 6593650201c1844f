"""The whole way over the seeded estate, against what was written down of it by hand.

Its findings are those of the estate's truth; every collector makes the calls that its formula
counts, none twice.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from compliance.aws.answers import Answers, Call
from compliance.aws.pack import unpack
from compliance.collectors.collector import COLLECTORS
from compliance.controls.control import CONTROLS
from compliance.evidence.read import calls, receipt
from compliance.evidence.store import fetch
from compliance.models import Account, Blob, Collection, Finding, Snapshot
from demo.truth import Expected
from tests.demo.calls import ASKED_UNTIL_DONE, FORMULAS
from tests.demo.connecting import connect
from tests.demo.never import lacking
from tests.demo.seen import Seen
from tests.once import once, own_store, store
from tests.reading import EVERY, Clock, read_and_judge

__all__ = ["own_store", "store"]

# Also what only looks at the readings: tests without the database run after those of other files
# that use it, and everything would be read again for them.
pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs" / "collection.md"


@dataclass(frozen=True)
class Read:
    """What one collector asked in one account and region, and what it was answered."""

    account: str
    region: str
    calls: list[Call]
    answers: Answers


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


@pytest.fixture(scope="module")
def readings(read_once: str, django_db_blocker: DjangoDbBlocker) -> dict[str, list[Read]]:
    """Every reading of every collector, as it was kept."""
    found: dict[str, list[Read]] = {name: [] for name in COLLECTORS}
    with django_db_blocker.unblock():
        for one in Snapshot.objects.select_related("account"):
            found[one.collector].append(_kept(one))
    return found


def _kept(snapshot: Snapshot) -> Read:
    kept = receipt(snapshot)
    assert not kept["error"]
    asked, account = calls(kept), snapshot.account.account_id
    content = unpack(fetch(snapshot.blob_id), asked)
    answers = Answers(content, account_id=account, region=snapshot.region)
    return Read(account, snapshot.region, asked, answers)


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


@pytest.mark.usefixtures("read_estate")
def test_every_finding_is_as_the_estate_declares_it(expected: list[Expected]) -> None:
    declared = {
        (one.account, one.region, one.control, one.resource, one.status) for one in expected
    }
    assert found() == declared


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


def test_the_estate_has_a_good_and_a_bad_case_of_every_control(
    expected: list[Expected],
) -> None:
    for control in CONTROLS:
        statuses = {one.status for one in expected if one.control == control}
        assert not lacking(control, statuses, "pass", "fail"), control


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_a_collector_makes_as_many_calls_as_its_formula_says(
    name: str, readings: dict[str, list[Read]]
) -> None:
    if name not in FORMULAS:
        pytest.fail(f"add a line for the collector {name} to FORMULAS in tests/demo/calls.py")
    assert readings[name]
    for read in readings[name]:
        # What was throttled and asked again is one call.
        first = Counter(one.name for one in read.calls if one.attempt == 1)
        expected = FORMULAS[name](Seen(read.answers))
        assert first.total() == expected, (read.account, read.region, first)


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_no_call_is_made_twice(name: str, readings: dict[str, list[Read]]) -> None:
    for read in readings[name]:
        asked = [
            (one.name, one.region, repr(sorted(one.params.items())))
            for one in read.calls
            if one.attempt == 1 and one.name not in ASKED_UNTIL_DONE
        ]
        twice = {one: times for one, times in Counter(asked).items() if times > 1}
        assert not twice, (read.account, read.region)


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_the_calls_are_written_down(name: str) -> None:
    rows = [one for one in DOCS.read_text("utf-8").splitlines() if one.startswith(f"| `{name}` |")]
    assert len(rows) == 1, f"docs/collection.md has no row, or several, for {name}"
