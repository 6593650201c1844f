"""The tree against Certificate Transparency's published vectors and the RFC's own definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ledger.tree import EMPTY_ROOT, Peaks, leaf_hash, node_hash, peak_places, root

# The leaves and roots with which the reference implementations of RFC 6962 are tested.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", ROOTS)
def test_the_published_roots(size: int) -> None:
    assert root([leaf_hash(one) for one in LEAVES[:size]]).hex() == ROOTS[size]


def defined(leaves: list[bytes]) -> bytes:
    """The root as RFC 9162, section 2.1.1 defines it, by halves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(defined(leaves[:half]), defined(leaves[half:]))


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_any_tree_has_the_root_that_the_standard_defines(leaves: list[bytes]) -> None:
    assert root([leaf_hash(one) for one in leaves]) == defined(leaves)


@given(st.lists(st.binary(max_size=4), max_size=40), st.integers(0, 40))
def test_it_can_be_taken_up_again_from_its_nodes(leaves: list[bytes], cut: int) -> None:
    """Sealing stores each complete subtree, and goes on from those that make up the tree."""
    hashes = [leaf_hash(one) for one in leaves]
    cut = min(cut, len(hashes))
    nodes: dict[tuple[int, int], bytes] = {}
    first = Peaks()
    for one in hashes[:cut]:
        nodes |= {(level, index): node for level, index, node in first.add(one)}
    resumed = Peaks(cut, [nodes[place] for place in peak_places(cut)])
    for one in hashes[cut:]:
        resumed.add(one)
    assert resumed.root() == (defined(leaves) if leaves else EMPTY_ROOT)
