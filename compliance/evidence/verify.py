"""Hash kept evidence again and name what does not match."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from compliance.aws.pack import BodyDamaged, unpack
from compliance.evidence.models import Snapshot
from compliance.evidence.read import ReceiptDamaged, calls, receipt
from compliance.evidence.store import BlobDamaged, BlobDisposed, fetch
from compliance.ledger.models import Entry


@dataclass(frozen=True)
class Damage:
    """One thing that is not as it was kept."""

    subject: str
    message: str


def verify(
    snapshots: QuerySet[Snapshot], *, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Damage]:
    """Every damage found in these snapshots: bytes, each body, receipt, and the ledger's word.

    `progress` is called with the number of snapshots done.
    """
    for done, snapshot in enumerate(snapshots.order_by("pk").iterator(chunk_size=100), start=1):
        try:
            for _ in unpack(fetch(snapshot.blob_id), calls(receipt(snapshot))):
                pass  # parsed one after another, none kept
        except BlobDisposed:
            pass  # by a rule, and the ledger says so; receipt and hashes are still there
        except (BlobDamaged, ReceiptDamaged, BodyDamaged) as error:
            yield Damage(f"snapshot:{snapshot.pk}", str(error))
        yield from _ledger(snapshot)
        progress(done)


def _ledger(snapshot: Snapshot) -> Iterator[Damage]:
    subject = f"snapshot:{snapshot.pk}"
    entry = Entry.objects.filter(action="snapshot.kept", subject=subject).first()
    if entry is None:
        yield Damage(subject, "the ledger has no entry of this snapshot")
        return
    details = entry.details
    kept = (details["sha256"], details["receipt_sha256"])
    if kept != (snapshot.blob_id, snapshot.receipt_sha256):
        yield Damage(subject, "its hashes differ from those in the ledger")
