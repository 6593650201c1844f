"""Delete the bytes of evidence that is due, and certify it in the ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q

from compliance.evidence.due import due, is_disposed, is_due
from compliance.evidence.models import Blob
from compliance.evidence.retention import Disposal, RetentionClass
from compliance.evidence.store import blob_name, lock_blob
from compliance.ledger.append import append


def dispose(
    *,
    spared: Q,
    actor: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """How many blobs were deleted. `spared` is as for `due`; `progress` gets the number so far.

    The certificate is written before the bytes go, in one transaction, under a lock that whoever
    keeps the same bytes anew waits for. A process that dies in between leaves either both, or a
    certified file that the next run deletes.
    """
    done = 0
    for blob in due(spared=spared, now=now):
        with transaction.atomic():
            lock_blob(blob.pk)
            # Asked again under the lock: the same bytes may have come back into effect.
            if not _is_deletable(blob) or not is_due(blob, spared=spared, now=now):
                continue
            _certify(blob, actor, now)
        _delete(blob)
        done += 1
        progress(done)
    return done


def delete_leftovers() -> int:
    """Delete the bytes that are certified as deleted and are still there; how many."""
    done = 0
    storage = storages["evidence"]
    for disposal in Disposal.objects.select_related("blob").order_by("pk").iterator():
        if storage.exists(blob_name(disposal.blob_id)) and _delete(disposal.blob):
            done += 1
    return done


def _is_deletable(blob: Blob) -> bool:
    """Not while the store itself locks the bytes."""
    storage: Any = storages["evidence"]
    return bool(storage.is_deletable(blob_name(blob.pk)))


def _certify(blob: Blob, actor: str, now: datetime) -> None:
    snapshots = blob.snapshots.select_related("account").order_by("pk")
    certificate = append(
        actor=actor,
        action="evidence.disposed",
        subject=f"blob:{blob.pk}",
        details={
            "sha256": blob.pk,
            "size_bytes": blob.size_bytes,
            "snapshots": [
                {
                    "id": one.pk,
                    "account": one.account.account_id,
                    "region": one.region,
                    "collector": one.collector,
                    "collected_at": one.ended_at.isoformat(),
                    "receipt_sha256": one.receipt_sha256,
                }
                for one in snapshots
            ],
            "classes": [str(one) for one in RetentionClass.objects.order_by("name")],
        },
        at=now,
    )
    Disposal.objects.create(blob=blob, at=now, certificate=certificate)


def _delete(blob: Blob) -> bool:
    """Delete the file unless the same bytes were kept anew since they were certified."""
    with transaction.atomic():
        lock_blob(blob.pk)
        if not is_disposed(blob):
            return False
        storages["evidence"].delete(blob_name(blob.pk))
    return True
