"""Resources of a report: long lists that would be repeated are numbered, and printed once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from os.path import commonprefix

# From so many on, a list under several controls takes more room than its numbers do.
LONG = 12
Place = tuple[str, str]


@dataclass(frozen=True)
class ResourceSet:
    """Resources of one place and one piece of evidence; `start` is what their ARNs begin with.

    They are told by `ranges`, of first and last numbers among the report's, and by `ends`.
    """

    account: str
    region: str
    snapshot: int | None
    size: int
    start: str
    ends: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class NumberedResources:
    """Resources of one place with their numbers, and what their ARNs begin with."""

    account: str
    region: str
    start: str
    entries: tuple[tuple[int, str], ...]


class Numbers:
    """The numbers of resources that more than one long list names."""

    def __init__(self, lists: Iterable[tuple[Place, Sequence[str]]]) -> None:
        times = Counter(
            (*place, arn) for place, arns in lists if len(arns) >= LONG for arn in arns
        )
        named = sorted(one for one, number in times.items() if number > 1)
        self._numbers = {one: number for number, one in enumerate(named, start=1)}

    def resource_set(
        self, account: str, region: str, snapshot: int | None, arns: Sequence[str]
    ) -> ResourceSet:
        """The set as a report shows it: of a long list, those by number that have one."""
        start = shared_start(arns)
        found = {one: self._numbers.get((account, region, one), 0) for one in arns}
        numbers = sorted(number for number in found.values() if number)
        if len(numbers) < LONG:
            numbers, found = [], dict.fromkeys(arns, 0)
        ends = tuple(one[len(start) :] for one, number in found.items() if not number)
        return ResourceSet(
            account, region, snapshot, len(arns), start, ends, tuple(_ranges(numbers))
        )

    def resources(self) -> Iterator[NumberedResources]:
        """All that have a number, in its order."""
        by_place = groupby(self._numbers, key=lambda one: (one[:2], _kind(one[2])))
        for ((account, region), _), found in by_place:
            keys = list(found)
            start = shared_start([arn for _, _, arn in keys])
            entries = tuple((self._numbers[one], one[2][len(start) :]) for one in keys)
            yield NumberedResources(account, region, start, entries)


def shared_start(arns: Sequence[str]) -> str:
    """What several ARNs begin with, up to a part of their own; empty for a single one."""
    shared = commonprefix(arns) if len(arns) > 1 else ""  # noqa: RUF071 -- ARNs are no paths
    # Cut where an ARN has a part of its own to begin with, not in the middle of a name.
    return shared[: max(shared.rfind("/"), shared.rfind(":")) + 1]


def _kind(arn: str) -> str:
    """What ARNs of one kind have in common: all up to the name."""
    return arn[: max(arn.rfind("/"), arn.rfind(":")) + 1]


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for number, following in zip(numbers, [*numbers, 0][1:], strict=True):
        first = first or number
        if following != number + 1:
            yield first, number
            first = 0
