"""The proofs of a Merkle tree, as RFC 9162, section 2.1, has them."""

import hashlib
from collections.abc import Sequence


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf's hash to the root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, hashed = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            hashed = _node(beside, hashed)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            hashed = _node(hashed, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and hashed == root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
