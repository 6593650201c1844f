"""Which evidence no rule, hold or report asks to be kept any longer."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from compliance.aws.models import Account
from compliance.evidence.models import Blob, Snapshot
from compliance.evidence.occurrences import EventWindow
from compliance.evidence.retention import LegalHold, RetentionClass

LAST_IN_EFFECT = RetentionClass.CountedFrom.LAST_IN_EFFECT


def due(*, spared: Q, now: datetime) -> Iterator[Blob]:
    """Each blob whose bytes may be deleted: every snapshot of it is due, and nothing else is.

    A snapshot is due when every class that its account is under has run out; an account without
    a class keeps everything. `spared` are snapshots that something later rests on, such as a
    report. Memory does not grow with what is kept.
    """
    if LegalHold.objects.in_force().filter(account=None).exists():
        return
    seen: set[str] = set()
    for account in Account.objects.order_by("pk"):
        for snapshot in _of(account, now).exclude(spared).order_by("pk").iterator():
            if snapshot.blob_id in seen:
                continue
            seen.add(snapshot.blob_id)
            if is_due(snapshot.blob, spared=spared, now=now):
                yield snapshot.blob


def is_due(blob: Blob, *, spared: Q, now: datetime) -> bool:
    """Whether the bytes are there, are of snapshots, and every one of these is due."""
    if is_disposed(blob):
        return False
    snapshots = blob.snapshots.all()
    accounts = Account.objects.filter(snapshots__blob=blob).distinct()
    due_ones = {
        pk
        for account in accounts
        for pk in _of(account, now).filter(blob=blob).exclude(spared).values_list("pk", flat=True)
    }
    every = set(snapshots.values_list("pk", flat=True))
    return bool(every) and every == due_ones


def is_disposed(blob: Blob) -> bool:
    """Whether the bytes were deleted by a rule, and not kept anew since."""
    newest = blob.disposals.select_related("certificate").order_by("-pk").first()
    if newest is None:
        return False
    return not blob.snapshots.filter(pk__gt=newest.newest_snapshot).exists()


def _told_by_rows() -> Exists:
    """Occurrences, or the statement that there were none in a window, rest on the snapshot.

    Such evidence is never replaced by newer, which tells of another span. Each window has one.
    """
    return Exists(EventWindow.objects.filter(snapshot=OuterRef("pk")))


def _of(account: Account, now: datetime) -> QuerySet[Snapshot]:
    """The account's snapshots that all of its classes have done with, and no hold covers."""
    held = LegalHold.objects.in_force().filter(Q(account=account) | Q(account=None))
    classes = list(RetentionClass.objects.of(account))
    if not classes or held.exists():
        return Snapshot.objects.none()
    newer = Snapshot.objects.filter(
        account=OuterRef("account"),
        region=OuterRef("region"),
        collector=OuterRef("collector"),
        ended_at__gt=OuterRef("ended_at"),
    )
    found = Snapshot.objects.filter(Exists(newer), ~_told_by_rows(), account=account)
    for one in classes:
        before = one.before(now)
        if one.counted_from == LAST_IN_EFFECT:
            found = found.filter(Exists(newer.filter(ended_at__lte=before)))
        else:
            found = found.filter(ended_at__lte=before)
    return found.select_related("blob")
