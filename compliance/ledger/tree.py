"""The Merkle tree of RFC 9162, section 2.1, over hashes."""

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


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

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._hashes:
            return EMPTY_ROOT
        joined = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            joined = node_hash(left, joined)
        return joined


def peak_places(size: int) -> list[tuple[int, int]]:
    """Level and index of the complete subtrees that a tree of this size consists of."""
    places, begun = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            places.append((level, begun >> level))
            begun += 1 << level
    return places
