"""Hash everything that is kept anew, and keep a report of it."""

from collections.abc import Callable
from datetime import datetime

from compliance.evidence.due import is_disposed
from compliance.evidence.models import Blob
from compliance.evidence.retention import FixityCheck
from compliance.evidence.store import BlobDamaged, get
from compliance.ledger.append import append

SAVED_EVERY = 500
LISTED = 1_000


def check_fixity(
    *,
    requested_by: str,
    clock: Callable[[], datetime],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> FixityCheck:
    """The ended check, with what is damaged. Each blob is read once, in the order of its name.

    `progress` gets the blobs done and all; the row shows the same. What was disposed of by a
    rule is counted, and is no damage.
    """
    started_at = clock()
    check = FixityCheck.objects.create(
        state=FixityCheck.State.RUNNING,
        requested_by=requested_by,
        requested_at=started_at,
        started_at=started_at,
        steps_total=Blob.objects.count(),
    )
    for done, blob in enumerate(Blob.objects.order_by("pk").iterator(), start=1):
        _hash(blob, check)
        if done % SAVED_EVERY == 0:
            check.steps_done = done
            check.save(update_fields=["steps_done", "bytes_read", "disposed", "damaged"])
        progress(done, check.steps_total)
        check.steps_done = done
    check.finished_at = clock()
    check.state = FixityCheck.State.INCOMPLETE if check.damaged else FixityCheck.State.COMPLETE
    check.save()
    append(
        actor=requested_by,
        action="evidence.fixity-checked",
        subject=f"fixity-check:{check.pk}",
        details={
            "blobs": check.steps_done,
            "bytes": str(check.bytes_read),
            "disposed": check.disposed,
            "damaged": check.damaged,
        },
        at=check.finished_at,
    )
    return check


def _hash(blob: Blob, check: FixityCheck) -> None:
    if is_disposed(blob):
        check.disposed += 1
        return
    try:
        check.bytes_read += len(get(blob.pk))
    except BlobDamaged as error:
        if len(check.damaged) < LISTED:
            check.damaged.append({"blob": blob.pk, "what": error.what})
