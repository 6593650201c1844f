"""Which families of events raise an alarm: from the trail over its log group to a subscriber."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.logs import METRIC_FILTER
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.alarms import reaches_somebody
from compliance.controls.cloudtrail.cloudwatch_logs import CLOUDWATCH_LOGS
from compliance.controls.cloudtrail.coverage import (
    is_logging,
    is_multi_region,
    records_all_management,
)
from compliance.controls.cloudtrail.destination import Destination, destination_of, require_own
from compliance.controls.cloudtrail.filter_pattern import (
    Event,
    Pattern,
    PatternNotUnderstood,
    parse_pattern,
)
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import all_hold
from compliance.controls.cloudtrail.status import interruption
from compliance.controls.control import Status


@dataclass(frozen=True)
class Watching:
    """Patterns whose events are heard of, or may be: `doubts` says why some are not certain.

    A pattern in doubt is None where it could not be understood: it may match anything. `gaps`
    are what was not read, and could hold further patterns.
    """

    certain: list[Pattern] = field(default_factory=list)
    doubtful: list[tuple[Pattern | None, NotCollected]] = field(default_factory=list)
    gaps: list[NotCollected] = field(default_factory=list)

    def is_heard(self, events: Iterable[Event]) -> bool:
        """Every one of the events is matched for certain by a pattern that is heard of."""
        return all(any(one(event) is True for one in self.certain) for event in events)

    def doubt(self, events: Iterable[Event]) -> NotCollected | None:
        """Why each of the events may be heard of after all; None where one surely is not."""
        if self.gaps:
            return self.gaps[0]
        reasons: list[NotCollected] = []
        for event in events:
            if any(one(event) is True for one in self.certain):
                continue
            found = [why for one, why in self.doubtful if one is None or one(event) is True]
            if not found:
                return None
            reasons.append(found[0])
        return reasons[0] if reasons else None


def watching(estate: Estate, *, count: int, max_age_hours: int, now: datetime) -> Watching:
    """The patterns by which the account's events are watched, and all that is in doubt.

    `count` is how many events in one period may pass before an alarm goes off.
    """
    found = Watching()
    groups = set[Destination]()
    for trail in sorted(estate.known(TRAIL), key=lambda one: one.arn):
        with _noted(found.gaps):
            groups |= set(_destination(trail, max_age_hours, now))
    with _noted(found.gaps):
        estate.every(TRAIL)
    for group in sorted(groups, key=lambda one: (one.region, one.name)):
        for metric_filter in _filters(estate, group):
            _add(found, estate, metric_filter, count)
        with _noted(found.gaps):
            estate.require_whole(METRIC_FILTER, group.region)
    return found


@contextmanager
def _noted(gaps: list[NotCollected]) -> Iterator[None]:
    """What is not collected inside is noted as a gap, from which nothing may be concluded."""
    try:
        yield
    except NotCollected as missing:
        gaps.append(missing)


def _destination(trail: Resource, max_age_hours: int, now: datetime) -> Iterator[Destination]:
    """The trail's own log group, if all management events of the account arrive there.

    :raises NotCollected: that is not certain, or the log group is another account's.
    """
    destination = destination_of(trail)
    if destination is None:
        return
    arrives = partial(_arrives, trail, max_age_hours, now)
    if all_hold(
        (
            partial(is_multi_region, trail),
            partial(is_logging, trail),
            partial(records_all_management, trail),
            arrives,
        )
    ):
        require_own(trail, destination)
        yield destination


def _arrives(trail: Resource, max_age_hours: int, now: datetime) -> bool:
    stopped = interruption(
        owned_fact(trail, "status"), CLOUDWATCH_LOGS, max_age_hours=max_age_hours, now=now
    )
    if stopped is not None and stopped.status is Status.NOT_DETERMINED:
        raise NotCollected("cloudtrail:GetTrailStatus", stopped.reason)
    return stopped is None


def _filters(estate: Estate, group: Destination) -> Sequence[Resource]:
    return [
        one
        for one in sorted(estate.known(METRIC_FILTER), key=lambda known: known.arn)
        if one.region == group.region and one["filter"].get("logGroupName") == group.name
    ]


def _add(found: Watching, estate: Estate, metric_filter: Resource, count: int) -> None:
    try:
        is_heard = reaches_somebody(estate, metric_filter, events=count)
    except NotCollected as why:
        found.doubtful.append((_pattern(metric_filter), why))
        return
    if not is_heard:
        return
    pattern = _pattern(metric_filter)
    if pattern is not None:
        found.certain.append(pattern)
        return
    unclear = NotCollected(METRIC_FILTER, f"the pattern of {metric_filter.name} is not understood")
    found.doubtful.append((None, unclear))


def _pattern(metric_filter: Resource) -> Pattern | None:
    """The filter's pattern; None where it could not be understood.

    Events that were transformed first have other fields, and a selection by other criteria
    leaves some events out.
    """
    described = metric_filter["filter"]
    if described.get("applyOnTransformedLogs") or described.get("fieldSelectionCriteria"):
        return None
    try:
        return parse_pattern(str(described.get("filterPattern") or ""))
    except PatternNotUnderstood:
        return None
