"""Which tests run in one process: those of a file, which share what takes long to make."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # as below

# Files that share something, too: its name.
SHARED = {
    "tests/demo/test_activity.py": "estate",
    "tests/demo/test_calls.py": "estate",
    "tests/demo/test_cases.py": "estate",
    "tests/demo/test_external_id.py": "estate",
    "tests/demo/test_truth.py": "estate",
}
# Whose tests share nothing, and are so long that they had better be spread.
SPREAD = (
    "tests/artifact/api/test_schemathesis.py",
    "tests/clients/test_pulling.py",
    "tests/dev/",
    "tests/e2e/",
    "tests/faults/",
)


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a group to one worker whole, those with the most tests first.

    Groups by marker (`--dist=loadgroup` of xdist 3.8) have no effect under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return nodeid if path.startswith(SPREAD) else SHARED.get(path, path)


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Together:
    """Xdist's hook."""
    return Together(config, log)
