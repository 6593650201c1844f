"""Proofs of RFC 9162, section 2.1: made from stored hashes, verified from the proof alone."""

from collections.abc import Callable, Mapping, Sequence

from compliance.ledger.tree import Place, join, node_hash, peak_places

# Gives the stored hashes of complete subtrees.
Read = Callable[[Sequence[Place]], Mapping[Place, bytes]]


def inclusion_path(index: int, size: int, read: Read) -> list[bytes]:
    """The hashes that lead from a leaf to the root of the first `size` leaves (2.1.3.1).

    `read` is called once, with the places of all the nodes that are needed: O(log size).

    :raises ValueError: no such leaf is in a tree of this size.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    begin, end, beside = 0, size, []
    while end - begin > 1:
        middle = begin + _left(end - begin)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((begin, middle))
            begin = middle
    return _roots(beside[::-1], read)


def consistency_path(first: int, second: int, read: Read) -> list[bytes]:
    """The hashes that show a tree of `first` leaves to be the beginning of a later one (2.1.4.1).

    `read` is called once, as in `inclusion_path`.

    :raises ValueError: `first` is zero or larger than `second`.
    """
    if not 0 < first <= second:
        raise ValueError(f"a tree of {second} leaves does not grow from one of {first}")
    begin, end, beside = 0, second, []
    while end != first:
        middle = begin + _left(end - begin)
        if first <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((begin, middle))
            begin = middle
    if begin:
        beside.append((begin, end))
    return _roots(beside[::-1], read)


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root_hash: bytes
) -> bool:
    """Whether the path leads from the leaf hash at this index to the root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, hashed = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            hashed = node_hash(beside, hashed)
            here, last = _up_to_right_child(here, last)
        else:
            hashed = node_hash(hashed, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and hashed == root_hash


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path shows the first tree to be the beginning of the second (2.1.4.2).

    Beyond the RFC, which leaves it out, a tree is consistent with itself by an empty path.
    """
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    # Where the first tree is one complete subtree, its root is not repeated in the path.
    start, *rest = path if first & (first - 1) else [first_root, *path]
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first_hashed = second_hashed = start
    for beside in rest:
        if last == 0:
            return False
        if here & 1 or here == last:
            first_hashed = node_hash(beside, first_hashed)
            second_hashed = node_hash(beside, second_hashed)
            here, last = _up_to_right_child(here, last)
        else:
            second_hashed = node_hash(second_hashed, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and (first_hashed, second_hashed) == (first_root, second_root)


def _up_to_right_child(here: int, last: int) -> tuple[int, int]:
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _left(size: int) -> int:
    """The largest power of two below the size: how many leaves the left subtree has."""
    return 1 << ((size - 1).bit_length() - 1)


def _roots(ranges: Sequence[tuple[int, int]], read: Read) -> list[bytes]:
    places = [peak_places(end, begin=begin) for begin, end in ranges]
    nodes = read([place for some in places for place in some])
    return [join([nodes[place] for place in some]) for some in places]
