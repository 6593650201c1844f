"""What a collector is, and the closed set of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from compliance.aws.answers import Answers
from compliance.collectors.occurrence import Window
from compliance.collectors.resource import Population
from compliance.registry import Registry

if TYPE_CHECKING:
    from compliance.aws.reader import Reader


class Scope(StrEnum):
    """Whether AWS answers per region or once per account."""

    REGIONAL = "regional"
    GLOBAL = "global"


class Collect(Protocol):
    """Make the calls of one service in one account and region."""

    def __call__(self, reader: "Reader") -> None:
        """Make every call; failures are recorded, never raised."""


Describe = Callable[[Answers], Iterator[Population]]


@dataclass(frozen=True)
class Windowed:
    """What a collector asks after from where it stopped before: its lookups, by name.

    `windows` are the spans that answers prove to be read wholly. Where each lookup's last one
    ended is told to the next reading as `reader.since`.
    """

    lookups: tuple[str, ...]
    windows: Callable[[Answers], Iterator[Window]]


@dataclass(frozen=True)
class Collector:
    """One service's calls and what their answers describe.

    `version` is raised whenever the calls or the description change, and is kept with every
    snapshot. `actions` are the IAM actions that the calls need. `resource_types` names what
    `describe` yields, so that a control's need can be traced to the collector that meets it.
    `windowed` is there where a reading tells what happened since the one before, not what is: it
    is kept as occurrences, and no control judges it.
    """

    name: str
    scope: Scope
    version: int
    actions: tuple[str, ...]
    resource_types: tuple[str, ...]
    collect: Collect
    describe: Describe
    windowed: Windowed | None = None


COLLECTORS: Registry[Collector] = Registry("collector")


def judged() -> dict[str, Collector]:
    """The collectors that tell what is, by name; what happened is for people to judge."""
    return {name: one for name, one in COLLECTORS.items() if one.windowed is None}


def register(collector: Collector) -> Collector:
    """Add a collector to the closed set and give it back."""
    COLLECTORS.add(collector.name, collector)
    return collector
