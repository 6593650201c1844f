"""The Merkle tree of RFC 9162, section 2.1, over hashes."""

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()

# Level and index of a complete subtree: of 2**level leaves, the index-th of its level.
Place = tuple[int, int]


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of 0x00 and its content."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 of 0x01 and both its children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    peaks = Peaks()
    for leaf in leaves:
        peaks.add(leaf)
    return peaks.root()


class Peaks:
    """A tree that grows by one leaf at a time and remembers only its complete subtrees' roots.

    `add` returns the nodes that the leaf completes, as (level, index, hash), the leaf first.
    """

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)

    def add(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Append a leaf hash."""
        level, index, carried = 0, self.size, leaf
        completed = [(level, index, carried)]
        while index % 2:
            carried = node_hash(self._hashes.pop(), carried)
            level, index = level + 1, index // 2
            completed.append((level, index, carried))
        self._hashes.append(carried)
        self.size += 1
        return completed

    def replace_newest(self, peak: bytes) -> None:
        """Go on as if the subtree that the last leaf completed had this root."""
        self._hashes[-1] = peak

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return join(self._hashes) if self._hashes else EMPTY_ROOT


def join(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side; there is at least one."""
    joined = peaks[-1]
    for left in reversed(peaks[:-1]):
        joined = node_hash(left, joined)
    return joined


def peak_places(end: int, *, begin: int = 0) -> list[Place]:
    """Level and index of the complete subtrees that the leaves from begin to end consist of.

    `begin` is a multiple of a power of two no smaller than the number of the leaves, as it is
    for each subtree of RFC 9162.
    """
    places, size = [], end - begin
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            places.append((level, begin >> level))
            begin += 1 << level
    return places
