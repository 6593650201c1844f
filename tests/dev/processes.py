"""Looking at processes through /proc: a fresh machine has no `ps`."""

import time
from pathlib import Path

PATIENCE_SECONDS = 20.0


def descendants(pid: int) -> set[int]:
    """Return the process ids of the children, their children, and so on."""
    parents = {each: parent for each, (parent, _) in _table().items()}
    found: set[int] = set()
    while True:
        fresh = {each for each, parent in parents.items() if parent in found | {pid}} - found
        if not fresh:
            return found
        found |= fresh


def alive(pids: set[int]) -> set[int]:
    """Return those that still run; one that only waits to be reaped does not."""
    table = _table()
    return {pid for pid in pids if pid in table and table[pid][1] != "Z"}


def left_after_a_while(pids: set[int]) -> set[int]:
    """Wait until none of the processes runs and return those that still do at the end."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    return alive(pids)


def _table() -> dict[int, tuple[int, str]]:
    """Return parent and state by process id (proc_pid_stat(5))."""
    table = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        table[int(path.parent.name)] = (int(parent), state)
    return table
