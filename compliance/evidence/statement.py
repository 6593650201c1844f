"""What one reading covered: each region by each collector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.collectors.resource import GLOBAL
from compliance.evidence.collect import collectors_of
from compliance.evidence.inventory import Comparison, Kept, Key, comparisons
from compliance.evidence.models import Collection, Snapshot, Unit


@dataclass(frozen=True)
class Place:
    """One collector in one region. `snapshot` is None where nothing is kept (yet).

    `compared` is what was listed beside what AWS Config counts, where it does.
    """

    collector: str
    state: str
    snapshot: Snapshot | None
    compared: Sequence[Comparison] = ()

    @property
    def differs(self) -> bool:
        """Fewer resources of some type were listed than AWS Config counts."""
        return any(one.is_short for one in self.compared)

    @property
    def seen(self) -> int:
        """How many resources were listed."""
        found: Mapping[str, int] = (
            self.snapshot.counts.get("resources", {}) if self.snapshot else {}
        )
        return sum(found.values())

    @property
    def denied(self) -> int:
        """How many attempts were refused."""
        return int(self.snapshot.counts.get("denied", 0)) if self.snapshot else 0

    @property
    def throttled(self) -> int:
        """How many attempts were throttled, those included that were answered later."""
        return int(self.snapshot.counts.get("throttled", 0)) if self.snapshot else 0


@dataclass(frozen=True)
class Line:
    """One region; `state` is that of its unit."""

    region: str
    state: str
    places: Sequence[Place]


@dataclass(frozen=True)
class Statement:
    """Every region of a collection, `global` first, and how many places there are of each state.

    States of a place: `complete`, `incomplete`, `disabled` (the account has not enabled the
    region), `waiting`.
    """

    lines: Sequence[Line]
    totals: Mapping[str, int]

    @property
    def expected(self) -> int:
        """How many places there are: regions by collectors."""
        return sum(self.totals.values())

    @property
    def compared(self) -> int:
        """In how many places AWS Config counted too."""
        return sum(bool(place.compared) for line in self.lines for place in line.places)

    @property
    def differing(self) -> int:
        """In how many of these fewer resources were listed than AWS Config counts."""
        return sum(place.differs for line in self.lines for place in line.places)


def statement(collection: Collection) -> Statement:
    """The collection's coverage; three queries."""
    kept = {
        (one.region, one.collector): one
        for one in Snapshot.objects.filter(unit__collection=collection).defer("receipt")
    }
    units = sorted(collection.units.all(), key=lambda one: (one.region != GLOBAL, one.region))
    compared = comparisons(kept)
    lines = [_line(collection, unit, kept, compared) for unit in units]
    totals: dict[str, int] = {}
    for line in lines:
        for place in line.places:
            totals[place.state] = totals.get(place.state, 0) + 1
    return Statement(lines, totals)


def _line(
    collection: Collection, unit: Unit, kept: Kept, compared: Mapping[Key, Sequence[Comparison]]
) -> Line:
    places = []
    for collector in collectors_of(collection, unit.region):
        key = (unit.region, collector.name)
        snapshot = kept.get(key)
        state = _state(unit, snapshot)
        places.append(Place(collector.name, state, snapshot, compared.get(key, ())))
    return Line(unit.region, unit.state, places)


def _state(unit: Unit, snapshot: Snapshot | None) -> str:
    if unit.state == Unit.State.DISABLED:
        return "disabled"
    if snapshot is None:
        return "waiting"
    return "complete" if snapshot.is_complete else "incomplete"
