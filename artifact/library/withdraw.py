"""Withdraw a version: nobody outside gets it any more, from this moment on."""

from datetime import datetime

from django.db import transaction

from artifact.library.models import ReportVersion
from compliance.ledger.append import append


class NotWithdrawable(Exception):
    """There is nothing to withdraw, or no reason was given; the message says which."""


def withdraw(version: ReportVersion, *, reason: str, actor: str, now: datetime) -> ReportVersion:
    """The version, unpublished at once; its row and bytes stay, the reason is in the ledger.

    :raises NotWithdrawable: it was never published, is withdrawn already, or no reason is given.
    """
    if not reason.strip():
        raise NotWithdrawable("Say why it is withdrawn; the ledger keeps the reason.")
    with transaction.atomic():
        mine = ReportVersion.objects.select_for_update().get(pk=version.pk)
        if mine.publication not in ReportVersion.HANDED_OUT:
            raise NotWithdrawable(f"{mine} is not published: there is nothing to withdraw.")
        mine.publication = ReportVersion.Publication.WITHDRAWN
        mine.withdrawn_at = mine.changed_at = now
        mine.sequence += 1
        mine.save(update_fields=["publication", "withdrawn_at", "changed_at", "sequence"])
        append(
            actor=actor,
            action="report.withdrawn",
            subject=f"report-version:{mine.pk}",
            details={
                "report": mine.report.report_id,
                "version": mine.number,
                "reason": reason.strip(),
            },
            at=now,
        )
    return mine
