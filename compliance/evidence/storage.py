"""A file system that keeps each file whole or not at all, and never changes one."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WriteOnceFileSystemStorage(FileSystemStorage):
    """Django's file storage, made safe against crashes.

    A file appears under its name only when all its bytes are on disk, so a worker that dies in
    the middle leaves nothing that could be taken for evidence. Files are read-only.
    """

    def __init__(self, location: str) -> None:
        super().__init__(location=location, base_url=None)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: names are hashes, so the same name means the same bytes."""
        return name

    def is_deletable(self, _name: str) -> bool:
        """A file system locks nothing."""
        return True

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=target.parent, prefix=".partial-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(partial).chmod(0o440)
            Path(partial).replace(target)
            _sync(target.parent)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
        return name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
