"""Proofs against Certificate Transparency's published ones and the RFC's own definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ledger.paths import (
    Read,
    consistency_path,
    inclusion_path,
    verify_consistency,
    verify_inclusion,
)
from compliance.ledger.tree import EMPTY_ROOT, Peaks, leaf_hash, root
from tests.compliance.ledger.test_tree import LEAVES, defined

# Proofs with which the reference implementations of RFC 6962 are tested, over the same leaves.
ALONE = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
RIGHT_FOUR = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
LEFT_FOUR = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LAST_PAIR = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
THIRD_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
SEVENTH = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
FIRST_PAIR = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
INCLUSION = {
    (0, 1): [],
    (0, 8): [ALONE, PAIR, RIGHT_FOUR],
    (5, 8): [FIFTH, LAST_PAIR, LEFT_FOUR],
    (2, 3): [FIRST_PAIR],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [ALONE, PAIR, RIGHT_FOUR],
    (6, 8): [THIRD_PAIR, LAST_PAIR, LEFT_FOUR],
    (2, 5): [PAIR, FIFTH],
    (6, 7): [THIRD_PAIR, SEVENTH, LEFT_FOUR],
}


def reading(leaves: list[bytes]) -> Read:
    """The nodes that sealing these leaves would store."""
    peaks = Peaks()
    nodes = {
        (level, index): node
        for leaf in leaves
        for level, index, node in peaks.add(leaf_hash(leaf))
    }
    return lambda places: {place: nodes[place] for place in places}


def root_of(leaves: list[bytes]) -> bytes:
    """The root over these contents."""
    return root([leaf_hash(one) for one in leaves])


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_published_inclusion_proofs(index: int, size: int) -> None:
    path = inclusion_path(index, size, reading(LEAVES))
    assert [one.hex() for one in path] == INCLUSION[index, size]
    assert verify_inclusion(leaf_hash(LEAVES[index]), index, size, path, root_of(LEAVES[:size]))


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_the_published_consistency_proofs(first: int, second: int) -> None:
    path = consistency_path(first, second, reading(LEAVES))
    assert [one.hex() for one in path] == CONSISTENCY[first, second]
    roots = root_of(LEAVES[:first]), root_of(LEAVES[:second])
    assert verify_consistency(first, second, *roots, path)


def half_of(size: int) -> int:
    """The largest power of two below the size."""
    return next(1 << power for power in range(64) if 1 << power < size <= 1 << power + 1)


def defined_inclusion(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    half = half_of(len(leaves))
    left, right = leaves[:half], leaves[half:]
    if index < half:
        return [*defined_inclusion(index, left), defined(right)]
    return [*defined_inclusion(index - half, right), defined(left)]


def defined_consistency(first: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1; PROOF is that of the whole tree."""
    if first == len(leaves):
        return [] if whole else [defined(leaves)]
    half = half_of(len(leaves))
    left, right = leaves[:half], leaves[half:]
    if first <= half:
        return [*defined_consistency(first, left, whole=whole), defined(right)]
    return [*defined_consistency(first - half, right, whole=False), defined(left)]


trees = st.lists(st.binary(max_size=4), min_size=1, max_size=70)
grown = trees.flatmap(lambda leaves: st.tuples(st.just(leaves), st.integers(1, len(leaves))))


@given(grown)
def test_any_leaf_is_proven_as_the_standard_defines(drawn: tuple[list[bytes], int]) -> None:
    leaves, place = drawn
    path = inclusion_path(place - 1, len(leaves), reading(leaves))
    assert path == defined_inclusion(place - 1, leaves)
    leaf = leaf_hash(leaves[place - 1])
    assert verify_inclusion(leaf, place - 1, len(leaves), path, defined(leaves))


@given(grown)
def test_any_growth_is_proven_as_the_standard_defines(drawn: tuple[list[bytes], int]) -> None:
    leaves, first = drawn
    path = consistency_path(first, len(leaves), reading(leaves))
    assert path == defined_consistency(first, leaves)
    roots = defined(leaves[:first]), defined(leaves)
    assert verify_consistency(first, len(leaves), *roots, path)


def spoilt(path: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    """The path without one of its hashes, and with one bit of it changed."""
    if not path:
        return []
    at = data.draw(st.integers(0, len(path) - 1))
    flipped = bytes([path[at][0] ^ 1]) + path[at][1:]
    return [[*path[:at], *path[at + 1 :]], [*path[:at], flipped, *path[at + 1 :]]]


@given(grown, st.data())
def test_a_proof_holds_for_nothing_else(
    drawn: tuple[list[bytes], int], data: st.DataObject
) -> None:
    leaves, place = drawn
    size, index = len(leaves), place - 1
    path = inclusion_path(index, size, reading(leaves))
    leaf, top = leaf_hash(leaves[index]), root_of(leaves)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, path, top)
    assert not verify_inclusion(leaf, index, size, path, leaf_hash(b"another"))
    assert not verify_inclusion(leaf, index, size, [*path, EMPTY_ROOT], top)
    assert not verify_inclusion(leaf, size, size, path, top)
    for broken in spoilt(path, data):
        assert not verify_inclusion(leaf, index, size, broken, top)


@given(grown, st.data())
def test_a_rewritten_past_cannot_be_proven(
    drawn: tuple[list[bytes], int], data: st.DataObject
) -> None:
    leaves, first = drawn
    path = consistency_path(first, len(leaves), reading(leaves))
    roots = root_of(leaves[:first]), root_of(leaves)
    assert not verify_consistency(first, len(leaves), EMPTY_ROOT, roots[1], path)
    assert not verify_consistency(first, len(leaves), roots[0], EMPTY_ROOT, path)
    assert not verify_consistency(first, len(leaves), *roots, [*path, EMPTY_ROOT])
    assert not verify_consistency(len(leaves) + 1, len(leaves), *roots, path)
    for broken in spoilt(path, data):
        assert not verify_consistency(first, len(leaves), *roots, broken)


@pytest.mark.parametrize(("index", "size"), [(3, 3), (-1, 3), (0, 0)])
def test_no_proof_is_made_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} leaves has no leaf {index}"):
        inclusion_path(index, size, reading(LEAVES))


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3)])
def test_no_proof_is_made_of_a_tree_that_shrinks_or_comes_from_nothing(
    first: int, second: int
) -> None:
    with pytest.raises(ValueError, match=f"a tree of {second} leaves does not grow from"):
        consistency_path(first, second, reading(LEAVES))
