"""End a version as failed."""

from datetime import datetime

from django.db import transaction

from artifact.library.models import ReportVersion
from compliance.lease import owned
from compliance.ledger.append import append


def fail_version(version_id: int, attempt: int, *, error: str, now: datetime) -> None:
    """Write down why, for the holder of this attempt.

    :raises LeaseLost: another attempt holds the version, or it has ended.
    """
    with transaction.atomic():
        mine = owned(ReportVersion.objects.all(), version_id, attempt)
        mine.state, mine.error = ReportVersion.State.FAILED, error
        mine.lease_until, mine.finished_at = None, now
        mine.save(update_fields=["state", "error", "lease_until", "finished_at"])
        append(
            actor=mine.requested_by,
            action="report.failed",
            subject=f"report-version:{mine.pk}",
            details={"error": error},
            at=now,
        )
