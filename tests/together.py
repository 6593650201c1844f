"""Which tests run in one process: those that share what takes long to make."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# By file, the name of what they share. A file alone is a group of its own name.
SHARED = {
    "tests/demo/test_activity.py": "estate",
    "tests/demo/test_calls.py": "estate",
    "tests/demo/test_cases.py": "estate",
    "tests/demo/test_external_id.py": "estate",
    "tests/demo/test_truth.py": "estate",
}
ALONE = {
    "tests/artifact/api/test_isolation_work.py",
    "tests/artifact/library/test_search.py",
    "tests/artifact/portal/test_access.py",
    "tests/clients/test_verifying.py",
    "tests/compliance/reports/test_render.py",
    "tests/demo/test_seed.py",
}


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a group to one worker whole, the largest first, and every other test to who is free.

    Groups by marker (`--dist=loadgroup` of xdist 3.8) have no effect under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return SHARED.get(path) or (path if path in ALONE else nodeid)


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Together:
    """Xdist's hook."""
    return Together(config, log)
