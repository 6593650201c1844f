"""Which tests run in one process, and when: those of a file share what takes long to make."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # as below

# Files and folders that share something, too: its name.
SHARED = {
    "tests/demo/test_activity.py": "estate",
    "tests/demo/test_cases.py": "estate",
    "tests/demo/test_external_id.py": "estate",
    "tests/demo/test_seed.py": "estate",
    "tests/demo/test_truth.py": "estate",
    "tests/e2e/": "browser",
}
# Whose tests share nothing, and are so long that they had better be spread.
SPREAD = (
    "tests/artifact/api/test_schemathesis.py",
    "tests/clients/test_pulling.py",
    "tests/dev/test_demo.py",
    "tests/dev/test_run.py",
    "tests/dev/test_services.py",
    "tests/faults/",
)
# Few tests that take long: begun first, lest one worker is left with them at the end.
FIRST = (
    "tests/artifact/api/test_schemathesis.py",
    "tests/artifact/portal/test_access.py",
    "browser",
    "estate",
)


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a group to one worker whole, those with the most tests first.

    What is spread goes between them: much of it waits for other processes, while those of the
    other workers compute. Groups by marker (`--dist=loadgroup` of xdist 3.8) have no effect under
    pytest 9.2.
    """

    workqueue: OrderedDict[str, dict[str, bool]]

    def schedule(self) -> None:
        """Begin, or go on with what waits."""
        begins = self.collection is None
        super().schedule()
        if begins:
            self.workqueue = OrderedDict(
                (one, self.workqueue[one]) for one in mixed(self.workqueue)
            )

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith(SPREAD):
            return nodeid
        return next((name for start, name in SHARED.items() if path.startswith(start)), path)


def mixed(groups: Iterable[str]) -> Iterator[str]:
    """The same groups in the same order, but the longest first, and the spread ones in between."""
    waiting = list(groups)
    spread = [one for one in waiting if one.startswith(SPREAD)]
    whole = [one for one in waiting if not one.startswith(SPREAD)]
    place = {one: n / len(part) for part in (whole, spread) for n, one in enumerate(part)}
    yield from sorted(waiting, key=lambda one: (not one.startswith(FIRST), place[one]))


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Together:
    """Xdist's hook."""
    return Together(config, log)
