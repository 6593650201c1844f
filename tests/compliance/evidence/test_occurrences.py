"""What happened is kept once, and each second of it is known, or known to be unknown."""

import itertools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from compliance.aws.answers import Answers
from compliance.aws.pace import Paces
from compliance.aws.pack import unpack
from compliance.collectors import eventhistory
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.eventhistory import LOOKUPS, SECOND
from compliance.collectors.occurrence import Kind
from compliance.evidence import collect as collecting
from compliance.evidence.activity import (
    ActivityFilter,
    Coverage,
    Period,
    Place,
    coverage,
    occurrences,
    places,
)
from compliance.evidence.gather import Reading
from compliance.evidence.keep import keep
from compliance.evidence.keep_occurrences import keep_occurrences
from compliance.evidence.read import calls, receipt, windows_of
from compliance.evidence.start import start
from compliance.evidence.store import fetch, get
from compliance.models import Account, EventWindow, Occurrence, Snapshot, Unit
from tests import factories
from tests.compliance.collectors.histories import ROOT, event, happened, whole_second
from tests.demo.serving import Server
from tests.estate import DENIED, THROTTLED, Estate, Fault
from tests.reading import LEASE, Clock, read, read_and_judge

pytestmark = pytest.mark.django_db
REGION = "us-east-1"
SERVICE = "eventhistory"
LATEST = timedelta(minutes=15)


class Died(BaseException):
    """Stands for the end of a worker."""


@pytest.fixture
def history(aws_server: Server, estate: Estate) -> Server:
    """The server behind the estate, to which events are told."""
    return aws_server


def look(account: Account, clock: Clock) -> None:
    """A run of the history alone."""
    read(account, clock, services=[SERVICE])


def windows() -> dict[str, list[EventWindow]]:
    """Every window by lookup, in the order of time."""
    found: dict[str, list[EventWindow]] = {}
    for one in EventWindow.objects.order_by("lookup", "begins_at"):
        found.setdefault(one.lookup, []).append(one)
    return found


def events(
    number: int, begin: datetime, end: datetime, chance: random.Random
) -> list[dict[str, Any]]:
    """Events at random times of the span, many of them in the same second."""
    names = ("PutKeyPolicy", "GetSecretValue", "ConsoleLogin", "StopLogging", "UpdateTrail")
    seconds = int((end - begin).total_seconds())
    made = []
    for at in range(number):
        when = begin + timedelta(seconds=chance.randrange(seconds // 20) * 20)
        identity = {"userIdentity": ROOT} if chance.random() < 0.2 else {}
        made.append(event(f"e-{at:05d}", chance.choice(names), when, **identity))
    return made


def dies_now_and_then(chance: random.Random) -> Any:
    """`keep`, whose worker dies now and then, after its rows were written or before."""

    def keep_or_die(unit: Unit, reading: Reading, *, now: datetime) -> Snapshot:
        if chance.random() < 0.3:
            raise Died
        kept = keep(unit, reading, now=now)
        if chance.random() < 0.3:
            raise Died
        return kept

    return keep_or_die


def look_until_it_ends(account: Account, clock: Clock) -> int:
    """A run whose units are handed out again after each death; how many workers died."""
    started = start(account, requested_by="test", now=clock(), services=[SERVICE])
    deaths = 0
    while owed := started.units.filter(state__in=Unit.OPEN).values_list("pk", flat=True).first():
        try:
            collecting.collect(owed, clock=clock, lease=LEASE)
        except Died:
            deaths += 1
            Unit.objects.filter(pk=owed).update(lease_until=factories.MOMENT, attempt=1)
    return deaths


def assert_windows_are_whole() -> None:
    """No gap and no overlap between the windows of any lookup, and nothing was refused."""
    assert Snapshot.objects.filter(collector=SERVICE, is_complete=False).count() == 0
    for lookup in LOOKUPS:
        for one, after in itertools.pairwise(windows()[lookup.value]):
            assert one.ends_at + SECOND == after.begins_at, lookup.value


def assert_all_is_known_once(happenings: list[dict[str, Any]]) -> None:
    """Every event since the first window has one row, told by the call that the row names."""
    first = {name: found[0].begins_at.timestamp() for name, found in windows().items()}
    expected = {
        one["EventId"] for one in happenings if one["EventTime"] >= first[one["EventName"]]
    }
    known = Counter(Occurrence.objects.values_list("event_id", flat=True))
    assert set(known) >= expected
    assert set(known.values()) == {1}
    for row in Occurrence.objects.select_related("snapshot")[:20]:
        call = calls(receipt(row.snapshot))[row.call - 1]
        body = get(row.snapshot.blob_id)[call.offset : call.offset + call.size_bytes]
        assert row.event_id.encode() in body


def test_windows_have_no_gap_and_no_overlap_and_every_event_counts_once(
    estate: Estate,
    history: Server,
    account: Account,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Runs at random times, events that come late, throttling, workers that die, few pages."""
    chance = random.Random(20_260_331)  # noqa: S311 -- a repeatable history is meant
    monkeypatch.setattr("compliance.aws.reader.time.sleep", lambda _: None)
    # What throttling slows down here must not slow down other tests.
    monkeypatch.setattr("compliance.aws.reader.PACES", Paces())
    monkeypatch.setattr(eventhistory, "PAGES_OF_A_WINDOW", 3)
    monkeypatch.setattr(eventhistory, "PAGES_OF_A_RUN", 40)
    monkeypatch.setattr(collecting, "keep", dies_now_and_then(chance))
    monkeypatch.setattr(eventhistory, "OLDEST", timedelta(days=6))
    estate.faults = [Fault("cloudtrail", "LookupEvents", body=THROTTLED, share=0.2)]
    end = clock.at
    clock.at = end - timedelta(days=2)
    began = clock.at - timedelta(days=6)
    all_of_it = events(400, began, end, chance)
    arrives = {
        one["EventId"]: one["EventTime"] + chance.random() * LATEST.total_seconds()
        for one in all_of_it
    }

    def run() -> int:
        """Have the history what has arrived by now, and look."""
        now = clock.at.timestamp()
        happened(history, [one for one in all_of_it if arrives[one["EventId"]] <= now], REGION)
        return look_until_it_ends(account, clock)

    deaths = 0
    while clock.at < end + timedelta(hours=1):
        deaths += run()
        wait = chance.choice([1, 600, 7200, 40_000])
        clock.go_on(seconds=wait * (1 + chance.random()))
    deaths += sum(run() for _ in range(3))
    assert deaths > 0
    assert_windows_are_whole()
    assert_all_is_known_once(all_of_it)


def test_an_event_that_two_lookups_find_is_one_row_of_both_kinds(
    history: Server, account: Account, clock: Clock
) -> None:
    at = whole_second(clock.at - timedelta(hours=2))
    without = {
        "userIdentity": ROOT,
        "additionalEventData": {"MFAUsed": "No"},
        "responseElements": {"ConsoleLogin": "Success"},
        "sourceIPAddress": "203.0.113.7",
    }
    happened(history, [event("e-1", "ConsoleLogin", at, **without)], REGION)
    look(account, clock)
    row = Occurrence.objects.get()
    assert set(row.kinds) == {Kind.ROOT_USE, Kind.CONSOLE_SIGN_IN, Kind.SIGN_IN_WITHOUT_MFA}
    assert (row.at, row.who, row.source, row.mfa, row.error) == (
        at, ROOT["arn"], "203.0.113.7", "not_used", "",
    )  # fmt: skip
    assert row.snapshot.collector == SERVICE
    period = Period(at, at)
    for kind in (*row.kinds, ""):
        assert occurrences(ActivityFilter(period, kinds=[kind] if kind else ())).get() == row
    assert not occurrences(ActivityFilter(period, kinds=[Kind.SECRET_READ])).exists()


def test_a_second_delivery_writes_nothing_twice(
    history: Server, account: Account, clock: Clock
) -> None:
    at = whole_second(clock.at - timedelta(hours=2))
    happened(history, [event("e-1", "PutKeyPolicy", at)], REGION)
    look(account, clock)
    snapshot = Snapshot.objects.get(collector=SERVICE)
    told = Answers(
        unpack(fetch(snapshot.blob_id), calls(receipt(snapshot))),
        account_id=account.account_id,
        region=REGION,
    )
    before = EventWindow.objects.count()
    keep_occurrences(snapshot, windows_of(COLLECTORS[SERVICE], told))
    assert (EventWindow.objects.count(), Occurrence.objects.count()) == (before, 1)


def test_what_is_denied_is_a_gap_and_the_findings_go_on(
    estate: Estate, history: Server, account: Account, clock: Clock
) -> None:
    estate.faults = [Fault("cloudtrail", "LookupEvents", body=DENIED)]
    collection = read_and_judge(account, clock, services=[SERVICE, "kms"])
    assert collection.state == "incomplete"
    assert not EventWindow.objects.exists()
    found = of_account(account, clock.at - timedelta(days=3), clock.at)
    assert set(found.days.values()) == {"none"}
    (gap,) = found.unread
    assert set(gap.kinds) == set(Kind)


def test_answers_that_cannot_be_understood_are_kept_and_count_as_unread(
    estate: Estate, account: Account, clock: Clock
) -> None:
    odd = b'{"Events": [{"EventName": "x"}]}'
    estate.faults = [Fault("cloudtrail", "LookupEvents", status=200, body=odd)]
    look(account, clock)
    snapshot = Snapshot.objects.get(collector=SERVICE)
    assert odd in get(snapshot.blob_id)
    assert "could not be understood" in snapshot.missing[0]["error"]
    assert not EventWindow.objects.exists()


@pytest.mark.parametrize("model", [Occurrence, EventWindow])
def test_rows_are_written_once(
    history: Server, account: Account, clock: Clock, model: type[Occurrence | EventWindow]
) -> None:
    happened(history, [event("e-1", "PutKeyPolicy", clock.at - timedelta(hours=1))], REGION)
    look(account, clock)
    for change in (
        lambda: model._default_manager.update(region="x"),
        lambda: model._default_manager.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()


def of_account(account: Account, begin: datetime, end: datetime, *kinds: str) -> Coverage:
    """What is known of the account's one region."""
    period = Period(whole_second(begin), whole_second(end))
    wanted = ActivityFilter(period, kinds=kinds)
    (found,) = coverage(wanted, places(wanted, [account]))
    return found


def window(snapshot: Snapshot, lookup: str, begin: datetime, end: datetime) -> None:
    """That a lookup was read."""
    EventWindow.objects.create(
        snapshot=snapshot,
        account=snapshot.account,
        region=snapshot.region,
        lookup=lookup,
        begins_at=begin,
        ends_at=end,
        events=0,
    )


def test_coverage_tells_each_day_and_each_gap(
    estate: Estate, account: Account, clock: Clock
) -> None:
    look(account, Clock(datetime(2020, 1, 1, tzinfo=UTC)))
    snapshot = Snapshot.objects.get(collector=SERVICE)
    first = datetime(2026, 3, 1, tzinfo=UTC)
    day = timedelta(days=1)
    for name in ("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"):
        window(snapshot, name, first - day, first + day - SECOND)
    for name in ("StopLogging", "DeleteTrail"):
        window(snapshot, name, first + day, first + 2 * day - SECOND)
    found = of_account(account, first, first + 3 * day - SECOND, Kind.TRAIL_CHANGE)
    assert list(found.days.values()) == ["whole", "partly", "none"]
    assert [(one.begins_at, one.ends_at) for one in found.unread] == [
        (first + day, first + 3 * day - SECOND)
    ]
    everything = of_account(account, first, first + day - SECOND)
    assert list(everything.days.values()) == ["partly"]
    assert Kind.TRAIL_CHANGE not in everything.unread[0].kinds


def test_a_second_that_is_missing_makes_a_day_partly_read(
    estate: Estate, account: Account, clock: Clock
) -> None:
    look(account, Clock(datetime(2020, 1, 1, tzinfo=UTC)))
    snapshot = Snapshot.objects.get(collector=SERVICE)
    first, noon = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)
    window(snapshot, "root", first, noon - SECOND)
    window(snapshot, "root", noon + SECOND, first + timedelta(days=1))
    found = of_account(account, first, first + timedelta(days=1) - SECOND, Kind.ROOT_USE)
    assert list(found.days.values()) == ["partly"]
    assert [(one.begins_at, one.ends_at) for one in found.unread] == [(noon, noon)]


def test_the_region_of_global_sign_ins_is_among_the_places(account: Account, clock: Clock) -> None:
    account.regions = ["eu-west-1"]
    account.save()
    wanted = ActivityFilter(Period(clock.at, clock.at))
    assert [one.region for one in places(wanted, [account])] == ["eu-west-1", "us-east-1"]
    narrow = ActivityFilter(Period(clock.at, clock.at), regions=["eu-west-1"])
    assert places(narrow, [account]) == [Place(account, "eu-west-1")]
