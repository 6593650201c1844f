"""AWS CloudTrail's event history: who did what is asked after, window by window of time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers, Listing, Params
from compliance.aws.paging import items_of
from compliance.collectors.collector import Collector, Scope, Windowed, register
from compliance.collectors.occurrence import Event, Kind, Window, event_of
from compliance.collectors.resource import Population, Resource

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

EVENT = "AWS::CloudTrail::Event"
OPERATION, MEMBER = "cloudtrail:LookupEvents", "Events"
# CloudTrail API, LookupEvents: 50 events a page, both ends of a span belong to it, whole seconds,
# 90 days back. What is asked for at their edge must not be gone when the last page comes.
PAGE = 50
SECOND = timedelta(seconds=1)
OLDEST = timedelta(days=90) - timedelta(hours=1)
# Events come up to 15 minutes late (CloudTrail User Guide, "Working with CloudTrail event
# history"), and AWS takes signatures of clocks that are 5 minutes fast: a span that is read once
# must have all of its own.
LATE = timedelta(minutes=15 + 5)
# A span with more pages is cut into shorter ones, so that each run brings something to an end.
PAGES_OF_A_WINDOW = 20
# At a page a second four minutes of each unit; the next run goes on from there.
PAGES_OF_A_RUN = 240


@dataclass(frozen=True)
class Lookup:
    """Events of one value of one attribute; LookupEvents takes a single one at a time.

    `kinds` are what it finds all events of. `first` is how far back the first window reaches.
    """

    kinds: tuple[Kind, ...]
    attribute: str
    value: str
    first: timedelta = OLDEST

    def asked(self, start: datetime, end: datetime) -> dict[str, Any]:
        """The parameters that ask for a span."""
        return {
            "LookupAttributes": [{"AttributeKey": self.attribute, "AttributeValue": self.value}],
            "StartTime": start.isoformat(),
            "EndTime": end.isoformat(),
            "MaxResults": PAGE,
        }


TRAIL_CHANGE = (Kind.TRAIL_CHANGE,)
LOOKUPS = (
    Lookup((Kind.ROOT_USE,), "Username", "root"),
    Lookup((Kind.KEY_POLICY_CHANGE,), "EventName", "PutKeyPolicy"),
    Lookup(TRAIL_CHANGE, "EventName", "StopLogging"),
    Lookup(TRAIL_CHANGE, "EventName", "DeleteTrail"),
    Lookup(TRAIL_CHANGE, "EventName", "UpdateTrail"),
    Lookup(TRAIL_CHANGE, "EventName", "PutEventSelectors"),
    Lookup((Kind.CONSOLE_SIGN_IN, Kind.SIGN_IN_WITHOUT_MFA), "EventName", "ConsoleLogin"),
    # Programs read secrets all the time: a quarter of a year of it would take weeks to catch up.
    Lookup((Kind.SECRET_READ,), "EventName", "GetSecretValue", first=timedelta(days=7)),
)


def lookups_of(kind: str) -> tuple[str, ...]:
    """The lookups that must have been read for all events of a kind to be known."""
    return tuple(one.value for one in LOOKUPS if kind in one.kinds)


def collect(reader: "Reader") -> None:
    """Go on with each lookup where the one before ended, up to what is certain to be there.

    One after another, since one quota is for them all. Each may take its share of the pages that
    are left; what one does not need is the next one's.
    """
    # Of the second in which this moment lies, a part is later than it.
    until = (reader.now() - LATE).replace(microsecond=0) - SECOND
    left = PAGES_OF_A_RUN
    for number, lookup in enumerate(LOOKUPS):
        share = left // (len(LOOKUPS) - number)
        made, could_be_read = _go_on(reader, lookup, until, share)
        left -= made
        if not could_be_read:
            # The same operation is as little to be had for the others.
            return


def _go_on(reader: "Reader", lookup: Lookup, until: datetime, share: int) -> tuple[int, bool]:
    """How many pages were read, and whether AWS answered; one window at least is finished."""
    first = max(until - lookup.first, (reader.now() - OLDEST).replace(microsecond=0))
    start = max(reader.since.get(lookup.value, first), first)
    stride, made, finished = _Stride(until - start), 0, False
    while start <= until and (made < share or not finished):
        end = stride.end(start, until)
        at_most = PAGES_OF_A_WINDOW if end > start else None
        read = reader.some_pages(OPERATION, MEMBER, lookup.asked(start, end), at_most=at_most)
        made += read.pages
        if read.is_complete:
            start, finished = end + SECOND, True
            stride.lengthen(read)
        elif read.has_more:
            stride.shorten(end - start, read)
        else:
            return made, False
    return made, True


@dataclass
class _Stride:
    """How long the next window is to be; 0 is the one second that both of its ends are.

    It is only a guess: whatever it says, a window counts when its last page was read. `crowds` are
    where pages were full that had to be left, the oldest last: from when on, and how long a window
    is to be there.
    """

    length: timedelta
    crowds: list[tuple[datetime, timedelta]] = field(default_factory=list)

    def end(self, start: datetime, until: datetime) -> datetime:
        """Where a window ends that begins at `start`: before a crowd, or well inside of one."""
        while self.crowds and self.crowds[-1][0] <= start:
            self.length = self.crowds.pop()[1]
        end = min(start + self.length, until)
        return min(end, self.crowds[-1][0] - SECOND) if self.crowds else end

    def lengthen(self, read: Listing) -> None:
        """Twice as long where few pages came."""
        if read.pages * 4 <= PAGES_OF_A_WINDOW:
            self.length = max(self.length * 2, SECOND)

    def shorten(self, length: timedelta, read: Listing) -> None:
        """As long as would bring half of these pages, were all events as close to each other.

        The newest come first, so what did not come is older than all that did.
        """
        times = [one["EventTime"] for one in read.items]
        spread = min(max(times) - min(times), length) if times else length
        self.length = timedelta(seconds=spread.total_seconds() // 2)
        if times:
            self.crowds.append((min(times), self.length))


def windows(answers: Answers) -> Iterator[Window]:
    """The spans that were read wholly, each with its events."""
    for params, read in _read(answers):
        if read.is_complete:
            events = [one for one in _events(answers, params) if one.kinds]
            yield Window(
                lookup=params["LookupAttributes"][0]["AttributeValue"],
                begins_at=_instant(params["StartTime"]),
                ends_at=_instant(params["EndTime"]),
                events=events,
            )


def describe(answers: Answers) -> Iterator[Population]:
    """The events that were asked after, each once; who did what is for `windows` to say."""
    prefix = f"arn:{answers.partition}:cloudtrail:{answers.region}:{answers.account_id}"
    found = list(windows(answers))
    events = {event.id: event for one in found for event in one.events}
    # A span with too many pages was asked again in parts; that is no error.
    refused = [one.error for _, one in _read(answers) if one.error and not one.has_more]
    yield Population(
        arn=f"{prefix}:event/*",
        type=EVENT,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[_resource(answers, prefix, event) for event in events.values()],
        error=refused[0] if refused else "",
        count_statement=f"{OPERATION} told {len(events)} events in {len(found)} spans of time",
    )


def _resource(answers: Answers, prefix: str, event: Event) -> Resource:
    return Resource(
        arn=f"{prefix}:event/{event.id}",
        type=EVENT,
        name=event.name,
        account_id=answers.account_id,
        region=answers.region,
    )


def _read(answers: Answers) -> Iterator[tuple[Params, Listing]]:
    """Each span that was asked for, with what came."""
    for params in answers.first_pages(OPERATION):
        yield params, answers.listing(OPERATION, MEMBER, **params)


def _events(answers: Answers, params: Params) -> Iterator[Event]:
    for number, one in answers.numbered(OPERATION, **params):
        items = items_of(one.answer.parsed or {}, MEMBER) or ()
        yield from (event_of(item, number) for item in items)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


register(
    Collector(
        name="eventhistory",
        scope=Scope.REGIONAL,
        version=1,
        actions=(OPERATION,),
        resource_types=(EVENT,),
        collect=collect,
        describe=describe,
        windowed=Windowed(tuple(one.value for one in LOOKUPS), windows),
    )
)
