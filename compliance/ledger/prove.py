"""Prove that an entry is in the tree, and that the tree has only grown.

Whoever holds a checkpoint verifies a proof with `compliance.ledger.paths`, without this database.
"""

from dataclasses import dataclass

from compliance.ledger.models import Checkpoint, Entry, Leaf, TreeNode
from compliance.ledger.paths import consistency_path, inclusion_path


class NotSealed(ValueError):
    """The entry came after the checkpoint, so no root speaks of it yet."""


@dataclass(frozen=True)
class InclusionProof:
    """`path` leads from the leaf hash of the entry, at `index`, to the checkpoint's root."""

    index: int
    checkpoint: Checkpoint
    path: list[bytes]


@dataclass(frozen=True)
class ConsistencyProof:
    """`path` leads from the first checkpoint's root to that of the second."""

    first: Checkpoint
    second: Checkpoint
    path: list[bytes]


def inclusion(entry: Entry, *, checkpoint: Checkpoint | None = None) -> InclusionProof:
    """That the entry is among those of the checkpoint, the newest unless one is given.

    Made from stored hashes alone, in O(log n) reads: what was altered gives a proof that does
    not hold, never a fresh root.

    :raises NotSealed: no checkpoint, or not this one, covers the entry.
    :raises NodesMissing: the tree's stored hashes were tampered with.
    """
    leaf = Leaf.objects.filter(entry=entry).first()
    checkpoint = checkpoint or Checkpoint.objects.order_by("-size").first()
    if leaf is None or checkpoint is None:
        raise NotSealed(f"Entry {entry.pk} is not sealed yet.")
    if leaf.index >= checkpoint.size:
        raise NotSealed(
            f"Entry {entry.pk} stands at place {leaf.index}, "
            f"after the {checkpoint.size} of the checkpoint."
        )
    path = inclusion_path(leaf.index, checkpoint.size, TreeNode.objects.hashes_at)
    return InclusionProof(leaf.index, checkpoint, path)


def consistency(first: Checkpoint, second: Checkpoint) -> ConsistencyProof:
    """That everything under the first checkpoint still stands, in its place, under the second.

    :raises ValueError: the first is the larger.
    :raises NodesMissing: the tree's stored hashes were tampered with.
    """
    path = consistency_path(first.size, second.size, TreeNode.objects.hashes_at)
    return ConsistencyProof(first, second, path)
