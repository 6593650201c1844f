"""Take the entries that were committed since the last time into the tree."""

from datetime import datetime

from django.db import connection, transaction

from compliance.ledger.models import Checkpoint, Entry, Leaf, TreeNode
from compliance.ledger.tree import Peaks, peak_places

# Any fixed number; it only must differ from the other advisory locks of this database.
ADVISORY_LOCK = 7_301_002
BATCH = 5_000


def seal(*, now: datetime) -> Checkpoint | None:
    """A checkpoint over all entries, or None where none has come since the last.

    An entry whose transaction is still open gets its place at a later sealing, so places never
    have a gap.
    """
    checkpoint = None
    while (made := _seal_batch(now)) is not None:
        checkpoint = made
    return checkpoint


def _seal_batch(now: datetime) -> Checkpoint | None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        entries = list(
            Entry.objects.filter(leaf=None).order_by("pk").values_list("pk", "leaf_hash")[:BATCH]
        )
        if not entries:
            return None
        peaks = _peaks()
        leaves, nodes = [], []
        for pk, leaf in entries:
            leaves.append(Leaf(index=peaks.size, entry_id=pk))
            nodes += [TreeNode(level=a, index=b, hash=c) for a, b, c in peaks.add(bytes(leaf))]
        Leaf.objects.bulk_create(leaves)
        TreeNode.objects.bulk_create(nodes)
        return Checkpoint.objects.create(size=peaks.size, root_hash=peaks.root(), at=now)


def _peaks() -> Peaks:
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return Peaks()
    hashes = [
        bytes(TreeNode.objects.values_list("hash", flat=True).get(level=level, index=index))
        for level, index in peak_places(last.size)
    ]
    return Peaks(last.size, hashes)
