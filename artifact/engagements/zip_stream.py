"""A ZIP archive that is handed out while it is made; the same files give the same bytes."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator

# The first day that ZIP knows: a clock's time would make other bytes of the same files.
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


class ZipStream:
    """Takes files one after another and gives the archive's bytes; keeps none of them.

    `hashes` has the SHA-256 and size in bytes of each file by its name.
    """

    def __init__(self) -> None:
        self._pipe = _Pipe()
        self._archive = zipfile.ZipFile(self._pipe, "w", zipfile.ZIP_DEFLATED)
        self.hashes: dict[str, tuple[str, int]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The archive's bytes of one more file.

        :raises ValueError: there is a file of this name.
        """
        if name in self.hashes:
            raise ValueError(f"{name} stands in the archive already")
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry, "w") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
                yield from self._pipe.taken()
        self.hashes[name] = (digest.hexdigest(), size)
        yield from self._pipe.taken()

    def end(self) -> Iterator[bytes]:
        """The archive's list of files, without which nobody takes it for whole."""
        self._archive.close()
        yield from self._pipe.taken()


class _Pipe:
    """What zipfile writes to, which nobody can go back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def close(self) -> None:
        """Nothing is held."""

    def taken(self) -> Iterator[bytes]:
        """What was written since."""
        pieces, self._pieces = self._pieces, []
        if piece := b"".join(pieces):
            yield piece
