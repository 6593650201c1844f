"""Running servers as nobody when the person is root: PostgreSQL refuses to run as root."""

import os
import shutil
import stat
from pathlib import Path

NOBODY = 65534


def uid() -> int | None:
    """Return the user id servers must drop to, or None when we are not root."""
    return NOBODY if os.geteuid() == 0 else None


def own_folder(path: Path) -> Path:
    """Make a folder that only the servers' user (and root) can enter, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    user = uid()
    if user is not None and path.stat().st_uid != user:
        os.chown(path, user, user)
    return path


def may_run(program: Path) -> bool:
    """Return whether the servers' user can reach and execute this program."""
    if uid() is None:
        return True
    needed = stat.S_IROTH | stat.S_IXOTH
    return program.stat().st_mode & needed == needed and is_traversable(program.parent)


def is_traversable(folder: Path) -> bool:
    """Return whether every user may walk down to this folder."""
    walk = (folder, *folder.parents)
    return all(each.stat().st_mode & stat.S_IXOTH for each in walk)


def copy_for_all(source: Path, target: Path) -> None:
    """Copy a file or tree so that every user can read it, whatever the umask was.

    A copy, never a hard link: installers link files out of their cache, and a chmod would
    reach back into it.
    """
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    else:
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    for each in (target, *target.rglob("*")):
        if not each.is_symlink():
            mode = stat.S_IMODE((source / each.relative_to(target)).stat().st_mode)
            readable = mode | stat.S_IRGRP | stat.S_IROTH
            executable = (stat.S_IXGRP | stat.S_IXOTH) if mode & stat.S_IXUSR else 0
            each.chmod(readable | executable)
