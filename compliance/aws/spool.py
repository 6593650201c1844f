"""Bytes that come one after another, and need not lie in memory."""

import threading
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

# Of most units everything stays in memory; a list of many thousand resources goes to a file.
IN_MEMORY = 2**22
CHUNK = 2**20


class Spool:
    """Bytes in the order in which they were added: in memory while few, else in a file.

    The file has no name, so nothing is left of it when its process dies. Safe to use from
    several threads.
    """

    def __init__(self, content: bytes = b"") -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- lives as the spool
        self._lock = threading.Lock()
        self.size_bytes = 0
        self.add(content)

    def __del__(self) -> None:
        """Give the file back."""
        self._file.close()

    def add(self, content: bytes) -> int:
        """Put the bytes at the end; returns where they begin."""
        with self._lock:
            begin = self._file.seek(self.size_bytes)
            self._file.write(content)
            self.size_bytes = begin + len(content)
            return begin

    def read(self, offset: int, size_bytes: int) -> bytes:
        """So many bytes from there on; fewer where they end."""
        with self._lock:
            self._file.seek(offset)
            return self._file.read(size_bytes)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, a piece at a time."""
        for offset in range(0, self.size_bytes, CHUNK):
            yield self.read(offset, CHUNK)
