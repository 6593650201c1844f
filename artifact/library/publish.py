"""Publish a version; the one before it is superseded, and stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from artifact.library.index import index
from artifact.library.models import Report, ReportVersion
from artifact.library.period import Period
from compliance.ledger.append import append

Publication = ReportVersion.Publication
READY = (ReportVersion.State.COMPLETE, ReportVersion.State.INCOMPLETE)


class NotPublishable(Exception):
    """The version cannot be published; the message says why and what to do."""


def publish(
    version: ReportVersion, *, actor: str, now: datetime, period: Period | None = None
) -> ReportVersion:
    """The version, handed out from now on; with a period, it speaks of that from now on.

    :raises NotPublishable: it is not ready, or is the published one already.
    :raises PeriodInvalid: the period cannot be.
    """
    if period is not None:
        period.refuse_wrong()
    with transaction.atomic():
        # One at a time for each series: at most one is published.
        report = Report.objects.select_for_update().get(pk=version.report_id)
        mine = ReportVersion.objects.select_for_update().get(pk=version.pk)
        _refuse(mine)
        before = report.versions.filter(publication=Publication.PUBLISHED).first()
        report.versions.filter(publication=Publication.PUBLISHED).update(
            publication=Publication.SUPERSEDED, sequence=F("sequence") + 1, changed_at=now
        )
        if period is not None:
            mine.period_start, mine.period_end = period.start, period.end
        mine.publication, mine.withdrawn_at = Publication.PUBLISHED, None
        mine.published_at = mine.changed_at = now
        mine.sequence += 1
        mine.save()
        index(report)
        append(
            actor=actor,
            action="report.published",
            subject=f"report-version:{mine.pk}",
            details={
                "report": report.report_id,
                "version": mine.number,
                "sha256": mine.pdf_id or "",
                "original": mine.original_id or "",
                "supersedes": before.number if before else 0,
                "period": str(Period(mine.period_start, mine.period_end)),
            },
            at=now,
        )
    return mine


def _refuse(version: ReportVersion) -> None:
    if version.state == ReportVersion.State.FAILED:
        raise NotPublishable(f"{version} failed: {version.error}")
    if version.state not in READY:
        raise NotPublishable(f"{version} is still being checked. Publish it when that has ended.")
    if version.publication == Publication.PUBLISHED:
        raise NotPublishable(f"{version} is published already.")
