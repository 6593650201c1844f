"""Try an account before it is read: sign in, ask a little with every collector, keep nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from compliance.aws.answers import Answer, Listing
from compliance.aws.paging import items_of
from compliance.aws.reader import Reader
from compliance.aws.regions import home_region
from compliance.aws.session import AccountUnreachable, Clock, open_session
from compliance.aws.target import GLOBAL, Target
from compliance.collectors.collector import COLLECTORS, Scope

Thing = TypeVar("Thing")
Made = TypeVar("Made")

DENIED = (
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "403",
    "RegionDisabled",
)


@dataclass
class Trial:
    """What was tried: the operations that answered, and those that did not, with the reason."""

    caller_arn: str = ""
    answered: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def try_account(
    target: Target,
    *,
    regions: Sequence[str],
    clock: Clock,
    progress: Callable[[str], None] = lambda _: None,
) -> Trial:
    """Which calls the role may make, tried in one region on the first resource of each kind.

    Operations on a kind of resource that the region does not have cannot be tried.
    """
    trial = Trial()
    progress("signing in")
    try:
        session = open_session(target, clock=clock)
    except AccountUnreachable as error:
        trial.problems.append(f"Cannot sign in: {error}.")
        return trial
    trial.caller_arn = session.caller_arn
    for collector in COLLECTORS.values():
        progress(f"trying {collector.name}")
        regional = regions[0] if regions else home_region(target.partition)
        place = GLOBAL if collector.scope is Scope.GLOBAL else regional
        collector.collect(_FirstOfEach(session.reader(place), trial))
    trial.problems.sort()
    return trial


class _FirstOfEach(Reader):
    """A reader that takes the first page and the first thing only, and notes what was refused."""

    def __init__(self, reader: Reader, trial: Trial) -> None:
        self.__dict__.update(reader.__dict__)
        self._trial = trial

    def call(self, operation: str, **params: Any) -> Answer:
        """The answer, noted."""
        answer = super().call(operation, **params)
        if answer.error_code in DENIED or not answer.error_code:
            self._note(operation, answer)
        return answer

    def some_pages(
        self, operation: str, member: str, params: Mapping[str, Any], *, at_most: int | None
    ) -> Listing:
        """The first page, whatever number is asked for."""
        del at_most
        answer = self.call(operation, **params)
        found = items_of(answer.parsed or {}, member) or ()
        return Listing(operation, found, 1, "only the first page")

    def each(self, function: Callable[[Thing], Made], things: Iterable[Thing]) -> list[Made]:
        """The function's result for the first thing."""
        return [function(one) for one in islice(things, 1)]

    def at(self, region: str) -> Reader:
        """The same, in another region."""
        return _FirstOfEach(super().at(region), self._trial)

    def _note(self, operation: str, answer: Answer) -> None:
        if answer.error_code:
            problem = f"{operation} is refused in {self.region}: {answer.error}"
            if problem not in self._trial.problems:
                self._trial.problems.append(problem)
        else:
            self._trial.answered.add(operation)
