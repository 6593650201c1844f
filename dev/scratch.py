"""Temporary folders that are removed even when the run that made them was killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import unprivileged
from dev.say import SetupError

_PREFIX = "artifact-"
_LOCK = "in-use.lock"
# sockaddr_un.sun_path holds 104 bytes on macOS and 108 on Linux; ours add up to 50.
_LONGEST_TMPDIR = 54


@contextmanager
def scratch(parent: Path | None = None) -> Iterator[Path]:
    """Yield a fresh folder with a short path and remove it afterwards.

    It lies in `parent`, or else where temporary files belong.

    Holding a lock in the folder marks it as in use, so the next call can tell the folders of
    killed runs from those of live ones and removes the former.

    :raises SetupError: when the temporary folder is unfit for the servers' sockets.
    """
    place = _fit(parent or Path(tempfile.gettempdir()))
    _sweep(place)
    folder, lock = _locked_folder(place)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _fit(parent: Path) -> Path:
    if len(os.fsencode(parent)) > _LONGEST_TMPDIR:
        raise SetupError(f"TMPDIR is too long for a socket's path ({parent}): set a shorter one")
    if unprivileged.uid() is not None and not unprivileged.is_traversable(parent):
        raise SetupError(f"TMPDIR ({parent}) is closed to other users: unset it when you are root")
    return parent


def _sweep(parent: Path) -> None:
    for path in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            lock = _try_lock(path)
        except OSError:  # in use, another user's, or just removed
            continue
        shutil.rmtree(path.parent, ignore_errors=True)
        os.close(lock)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        if unprivileged.uid() is not None:
            folder.chmod(0o711)
        path = folder / _LOCK
        try:
            path.touch(mode=0o600)
            return folder, _try_lock(path)
        except OSError:  # swept between the two calls by another run's start
            continue


def _try_lock(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            raise PermissionError(path)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
