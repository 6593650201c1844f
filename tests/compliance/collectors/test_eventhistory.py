"""collectors.eventhistory: a call a lookup, windows without gap or overlap, bounded pages."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from compliance.aws.answers import Answers
from compliance.aws.pack import pack, unpack
from compliance.aws.quotas import calls_a_second
from compliance.aws.session import open_session
from compliance.aws.target import Target
from compliance.collectors import eventhistory
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.eventhistory import LATE, LOOKUPS, OLDEST, SECOND, lookups_of
from compliance.collectors.occurrence import Kind, Window
from compliance.collectors.resource import Population
from tests.compliance.collectors.gathering import has_member, refuse
from tests.compliance.collectors.histories import REGION, event, happened, whole_second
from tests.demo.serving import OWN_ACCOUNT, Server

SECRETS, POLICIES = "GetSecretValue", "PutKeyPolicy"


@dataclass(frozen=True)
class Told:
    """What a reading told, and how many calls it took."""

    windows: Sequence[Window]
    population: Population
    calls: int

    def of(self, lookup: str) -> list[Window]:
        """The windows of a lookup in the order of time."""
        found = [one for one in self.windows if one.lookup == lookup]
        return sorted(found, key=lambda one: one.begins_at)

    def ids(self, lookup: str) -> list[str]:
        """The events of a lookup's windows, one window after another."""
        return [one.id for window in self.of(lookup) for one in window.events]


def ask(
    server: Server,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    since: dict[str, datetime] | None = None,
) -> Told:
    """Read the history at a time of the test's own, and describe what was kept."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    session = open_session(Target(OWN_ACCOUNT, endpoint_url=server.url), clock=lambda: now)
    reader = session.reader(REGION, since=since)
    eventhistory.collect(reader)
    content, calls = pack(reader.recorded())
    answers = Answers(unpack(content, calls), account_id=OWN_ACCOUNT, region=REGION)
    (population,) = eventhistory.describe(answers)
    return Told(list(eventhistory.windows(answers)), population, reader.calls_made)


def goes_on_without_a_gap(windows: Iterable[Window]) -> bool:
    """Each begins in the second after the one before."""
    found = list(windows)
    return all(
        one.begins_at <= one.ends_at and one.ends_at + SECOND == after.begins_at
        for one, after in itertools.pairwise(found)
    )


@pytest.fixture
def now() -> datetime:
    """The time of the reading; the server forgets by the real clock."""
    return datetime.now(UTC)


def test_a_quiet_account_costs_a_call_a_lookup(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask(aws, now, monkeypatch)
    assert told.calls == len(LOOKUPS)
    assert (told.population.error, told.population.resources) == ("", [])
    for lookup in LOOKUPS:
        (window,) = told.of(lookup.value)
        assert window.ends_at == whole_second(now - LATE) - SECOND
        assert now - window.begins_at <= timedelta(days=90)
    assert told.of(POLICIES)[0].begins_at == whole_second(now - OLDEST)
    assert told.of(SECRETS)[0].begins_at == told.of(SECRETS)[0].ends_at - timedelta(days=7)


def test_a_reading_goes_on_in_the_second_after_the_one_before(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(aws, now - timedelta(hours=5), monkeypatch)
    since = {one.lookup: one.ends_at + SECOND for one in before.windows}
    after = ask(aws, now, monkeypatch, since)
    for lookup in LOOKUPS:
        assert goes_on_without_a_gap([*before.of(lookup.value), *after.of(lookup.value)])


def test_what_is_not_due_yet_is_not_asked_for(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = {one.value: now - LATE for one in LOOKUPS}
    told = ask(aws, now, monkeypatch, since)
    assert (told.calls, list(told.windows), told.population.error) == (0, [], "")


def test_what_aws_has_forgotten_since_is_a_gap(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask(aws, now, monkeypatch, {POLICIES: now - timedelta(days=200)})
    assert told.of(POLICIES)[0].begins_at == whole_second(now - OLDEST)


def test_events_at_both_ends_of_a_window_are_its_own(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = whole_second(now - LATE) - SECOND
    times = [last - timedelta(days=1), last, last + SECOND]
    happened(aws, [event(f"e-{at}", POLICIES, one) for at, one in enumerate(times)])
    told = ask(aws, now, monkeypatch, {POLICIES: times[0]})
    assert told.ids(POLICIES) == ["e-1", "e-0"]
    assert [one.call for one in told.of(POLICIES)[0].events] != [0, 0]


@pytest.mark.parametrize("spread", ["even", "at the beginning", "at the end", "in one second"])
def test_many_events_are_read_in_shorter_windows_each_event_once(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch, spread: str
) -> None:
    """1,200 are more pages than a window may have, and all in one second more than can be cut."""
    number, last = 1200, whole_second(now - LATE) - SECOND
    day = 86_400
    places: dict[str, Callable[[int], float]] = {
        "even": lambda at: at * day / number,
        "at the beginning": lambda at: day - at % 40,
        "at the end": lambda at: at % 40,
        "in one second": lambda _: 5000,
    }
    at = [last - timedelta(seconds=int(places[spread](one))) for one in range(number)]
    happened(aws, [event(f"e-{one:04d}", SECRETS, time) for one, time in enumerate(at)])
    told = ask(aws, now, monkeypatch)
    assert sorted(told.ids(SECRETS)) == [f"e-{one:04d}" for one in range(number)]
    assert goes_on_without_a_gap(told.of(SECRETS))
    assert told.of(SECRETS)[-1].ends_at == last
    assert told.population.error == ""
    assert told.calls <= eventhistory.PAGES_OF_A_RUN


def test_a_run_ends_after_its_pages_and_the_next_ones_go_on(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eventhistory, "PAGES_OF_A_RUN", 30)
    monkeypatch.setattr(eventhistory, "PAGES_OF_A_WINDOW", 5)
    number, last = 2500, whole_second(now - LATE) - SECOND
    events = [
        event(f"e-{at:04d}", SECRETS, last - timedelta(seconds=200 * at)) for at in range(number)
    ]
    happened(aws, events)
    since: dict[str, datetime] = {}
    found: list[str] = []
    windows: list[Window] = []
    for _ in range(10):
        told = ask(aws, now, monkeypatch, since)
        assert told.calls <= 30 + 2 * 5
        found += told.ids(SECRETS)
        windows += told.of(SECRETS)
        since |= {
            one.lookup: one.ends_at + SECOND
            for one in sorted(told.windows, key=lambda one: one.ends_at)
        }
    assert sorted(found) == sorted(one["EventId"] for one in events)
    assert goes_on_without_a_gap(windows)
    assert windows[-1].ends_at == last


def test_denied_history_is_an_error_and_no_window(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, "cloudtrail:LookupEvents")
    told = ask(aws, now, monkeypatch)
    assert "AccessDenied" in told.population.error
    assert (list(told.windows), told.calls) == ([], 1)


def test_a_lookup_that_fails_leaves_what_the_others_read(
    aws: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    attribute = {"AttributeKey": "EventName", "AttributeValue": "StopLogging"}
    refuse(aws, "cloudtrail:LookupEvents", "Broken", 400, LookupAttributes=[attribute])
    told = ask(aws, now, monkeypatch)
    assert {one.lookup for one in told.windows} == {"root", POLICIES}
    assert "Broken" in told.population.error


def test_every_kind_has_its_lookups() -> None:
    for kind in Kind:
        assert lookups_of(kind), kind
    assert lookups_of(Kind.TRAIL_CHANGE) == (
        "StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors",
    )  # fmt: skip
    windowed = COLLECTORS["eventhistory"].windowed
    assert windowed
    assert len(set(windowed.lookups)) == len(LOOKUPS)


def test_aws_is_asked_at_half_of_its_two_calls_a_second() -> None:
    assert calls_a_second(eventhistory.OPERATION) == 1.0


@pytest.mark.parametrize(
    "path",
    [
        f"Events.{one}"
        for one in ("EventId", "EventName", "EventTime", "EventSource", "Username",
                    "Resources.ResourceName", "CloudTrailEvent")
    ],
)  # fmt: skip
def test_what_is_read_is_in_the_api(path: str) -> None:
    assert has_member(eventhistory.OPERATION, path)
