"""What was listed beside AWS Config's own inventory: a count in which no collector had a part.

A notice, not evidence of absence: Config may still count what was deleted a moment ago, and does
not yet count what was just made; it does not record every type, nor in every region.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance.collectors.collector import COLLECTORS
from compliance.collectors.resource import GLOBAL
from compliance.evidence.models import Snapshot

Key = tuple[str, str]
Kept = Mapping[Key, Snapshot]

# Config API, RecordingGroup: each region that records them has all of the account's.
IN_EVERY_REGION = frozenset(
    {"AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"}
)
# Types that CloudFormation, whose names collectors use, calls otherwise than Config.
CONFIG_NAMES = {"AWS::CertificateManager::Certificate": "AWS::ACM::Certificate"}


@dataclass(frozen=True)
class Comparison:
    """How many resources of a type AWS Config counts, and how many were listed."""

    type: str
    counted: int
    seen: int

    @property
    def is_short(self) -> bool:
        """Fewer were listed. More is usual: Config leaves out what it was not told to record."""
        return self.seen < self.counted

    @property
    def kind(self) -> str:
        """The type without its service: `Bucket`."""
        return self.type.rpartition("::")[2]


def comparisons(kept: Kept) -> dict[Key, list[Comparison]]:
    """By region and collector of a collection's snapshots, each type that Config counted too."""
    found: dict[Key, list[Comparison]] = {}
    counted = {
        snapshot.region: snapshot.counts["counted"]
        for snapshot in kept.values()
        if snapshot.counts.get("counted")
    }
    for resource_type, listing in _listing(kept).items():
        for place, comparison in _of_type(resource_type, listing, counted):
            found.setdefault(place, []).append(comparison)
    return found


def _listing(kept: Kept) -> dict[str, list[Snapshot]]:
    """The snapshots that list each type; not those that hold the counts themselves."""
    found: dict[str, list[Snapshot]] = {}
    for (_, name), snapshot in sorted(kept.items()):
        if name in COLLECTORS and not snapshot.counts.get("counted"):
            for resource_type in COLLECTORS[name].resource_types:
                found.setdefault(resource_type, []).append(snapshot)
    return found


def _of_type(
    resource_type: str, listing: Sequence[Snapshot], counted: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[Key, Comparison]]:
    """One comparison a region; one for the account where a collector lists it for all regions."""
    name = CONFIG_NAMES.get(resource_type, resource_type)
    by_region = {region: types[name] for region, types in counted.items() if name in types}
    if not by_region:
        return
    whole = [one for one in listing if one.region == GLOBAL]
    if whole:
        most = max if resource_type in IN_EVERY_REGION else sum
        beside = [one for one in listing if one.region in {GLOBAL, *by_region}]
        comparison = _comparison(resource_type, most(by_region.values()), beside)
        yield from ((_key(one), comparison) for one in whole)
        return
    for region, count in sorted(by_region.items()):
        beside = [one for one in listing if one.region == region]
        comparison = _comparison(resource_type, count, beside)
        yield from ((_key(one), comparison) for one in beside)


def _comparison(resource_type: str, count: int, listing: Sequence[Snapshot]) -> Comparison:
    seen = sum(one.counts.get("resources", {}).get(resource_type, 0) for one in listing)
    return Comparison(resource_type, count, seen)


def _key(snapshot: Snapshot) -> Key:
    return snapshot.region, snapshot.collector
