"""Throwaway data in memory, where a database's files are made for less than on a disk."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.scratch import scratch

# Linux's file system in memory (shm_overview(7)); containers often have but 64 MB of it.
_MEMORY = Path("/dev/shm")  # noqa: S108 -- what is made there is a folder of our own
# Several times what all tests have in it at once, some 350 MB.
_ENOUGH_BYTES = 2 * 1024**3


@contextmanager
def temporary_files_in_memory() -> Iterator[None]:
    """Within it temporary files of this process and of those it starts lie in memory.

    They are gone at the end. Nothing changes where there is no room, where nothing can be executed
    from memory, or where TMPDIR says where they belong.
    """
    if "TMPDIR" in os.environ or not _is_fit():
        yield
        return
    with scratch(_MEMORY) as folder:
        os.environ["TMPDIR"] = str(folder)
        tempfile.tempdir = None  # to be looked up again
        try:
            yield
        finally:
            del os.environ["TMPDIR"]
            tempfile.tempdir = None


def _is_fit() -> bool:
    try:
        found = os.statvfs(_MEMORY)
    except OSError:
        return False
    return (
        os.access(_MEMORY, os.W_OK)
        and not found.f_flag & os.ST_NOEXEC
        and found.f_bavail * found.f_frsize >= _ENOUGH_BYTES
    )
