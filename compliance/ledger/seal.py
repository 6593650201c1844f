"""Take the entries that were committed since the last time into the tree."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from compliance.ledger.models import Checkpoint, Entry, Leaf, TreeNode
from compliance.ledger.tree import Peaks, peak_places

# Any fixed number; it only must differ from the other advisory locks of this database.
ADVISORY_LOCK = 7_301_002
BATCH = 5_000
# Entries get their number before they are committed. No transaction is open for longer than this,
# so what a checkpoint of so long ago has passed over is looked for once a day only.
LONGEST_TRANSACTION = timedelta(days=1)


def seal(*, now: datetime) -> Checkpoint | None:
    """A checkpoint over all entries, or None where none has come since the last.

    An entry whose transaction is still open gets its place at a later sealing, so places never
    have a gap. Each batch is a transaction and a checkpoint of its own; two sealings take turns.

    :raises NodesMissing: the tree's stored hashes were tampered with.
    """
    checkpoint = None
    while (made := _seal_batch(now)) is not None:
        checkpoint = made
    return checkpoint


def _seal_batch(now: datetime) -> Checkpoint | None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        last = Checkpoint.objects.order_by("-size").first()
        entries = _without_a_place(last, now)
        if not entries:
            return None
        peaks = _peaks(last)
        leaves, nodes = [], []
        for pk, leaf in entries:
            leaves.append(Leaf(index=peaks.size, entry_id=pk))
            nodes += [TreeNode(level=a, index=b, hash=c) for a, b, c in peaks.add(leaf)]
        Leaf.objects.bulk_create(leaves)
        TreeNode.objects.bulk_create(nodes)
        return Checkpoint.objects.create(size=peaks.size, root_hash=peaks.root(), at=now)


def _without_a_place(last: Checkpoint | None, now: datetime) -> list[tuple[int, bytes]]:
    passed = _passed(last, now)
    # The bound stands on both sides, or PostgreSQL reads every leaf there ever was.
    placed = Leaf.objects.filter(entry=OuterRef("pk"), entry_id__gt=passed)
    entries = Entry.objects.filter(~Exists(placed), pk__gt=passed).order_by("pk")
    return [(pk, bytes(leaf)) for pk, leaf in entries.values_list("pk", "leaf_hash")[:BATCH]]


def _passed(last: Checkpoint | None, now: datetime) -> int:
    """The entry up to which every one has its place; 0 at a day's first sealing: look at all."""
    if last is None or last.at.astimezone(UTC).date() != now.astimezone(UTC).date():
        return 0
    settled = (
        Checkpoint.objects.filter(at__lte=last.at - LONGEST_TRANSACTION).order_by("-size").first()
    )
    newest = settled and Leaf.objects.filter(index=settled.size - 1).first()
    return newest.entry_id if newest else 0


def _peaks(last: Checkpoint | None) -> Peaks:
    if last is None:
        return Peaks()
    places = peak_places(last.size)
    hashes = TreeNode.objects.hashes_at(places)
    return Peaks(last.size, [hashes[place] for place in places])
