"""Make a package that was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from artifact.engagements.export_workpapers import package
from artifact.engagements.exports import Export
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.requests import Attachment
from compliance.aws.spool import Spool
from compliance.evidence.store import put
from compliance.frameworks.catalogue import frameworks
from compliance.lease import LeaseLost, claim, held, owned
from compliance.ledger.append import append

MAX_ATTEMPTS = 3
# README, engagement, script, request lists (three), comments, conclusions, evidence
# and the list of files.
ALWAYS = 10


class ExportInterrupted(Exception):
    """Every worker that took the export died over it."""


@dataclass
class _Progress:
    total: int
    done: int = 0

    def row(self) -> dict[str, object]:
        return {"steps_done": self.done, "steps_total": self.total}


def make_export(export_id: int, *, clock: Callable[[], datetime], lease: timedelta) -> bool:
    """Make and keep the package; False where it has ended or another worker holds it.

    A failure ends the export as failed, with the reason in its row, and is raised again; a lost
    lease and a lost database leave it to be taken again.
    """
    rows = Export.objects.all()
    attempt = claim(rows, export_id, lease=lease)
    if attempt is None:
        return False
    try:
        _refuse_endless(attempt)
        _make(export_id, attempt, clock, lease)
    except (LeaseLost, InterfaceError, OperationalError):
        raise
    except Exception as error:
        _end(export_id, attempt, clock(), state=Export.State.FAILED, error=str(error))
        raise
    return True


def _refuse_endless(attempt: int) -> None:
    if attempt > MAX_ATTEMPTS:
        raise ExportInterrupted(f"The export was interrupted {MAX_ATTEMPTS} times.")


def _make(export_id: int, attempt: int, clock: Callable[[], datetime], lease: timedelta) -> None:
    rows = Export.objects.all()
    mine = rows.select_related("engagement", "user").get(pk=export_id)
    rows.filter(pk=export_id, attempt=attempt).update(started_at=clock())
    progress, content = _Progress(_files_of(mine.engagement)), Spool()
    with held(rows, export_id, attempt, lease=lease, progress=progress.row) as keep_going:

        def step(_: str) -> None:
            keep_going()
            progress.done += 1

        for piece in package(mine.engagement, mine.user, mine.requested_at, each=step):
            content.add(piece)
        # Bytes that nobody names are harmless: the next attempt finds them there.
        with transaction.atomic():
            kept = put(content, now=clock())
            _end(
                export_id,
                attempt,
                clock(),
                state=Export.State.COMPLETE,
                content=kept,
                steps_done=progress.done,
                steps_total=progress.done,
            )


def _end(export_id: int, attempt: int, now: datetime, **fields: object) -> None:
    with transaction.atomic():
        mine = owned(Export.objects.all(), export_id, attempt)
        for name, value in fields.items():
            setattr(mine, name, value)
        mine.lease_until, mine.finished_at = None, now
        mine.save()
        append(
            actor=mine.requested_by,
            action="workpapers.exported" if mine.content_id else "workpapers.failed",
            subject=f"export:{mine.export_id}",
            details={
                "engagement": mine.engagement.engagement_id,
                "sha256": mine.content_id or "",
                "error": mine.error,
            },
            at=now,
        )


def _files_of(engagement: Engagement) -> int:
    """How many files the package will have."""
    samples = Sample.objects.filter(population__engagement=engagement).count()
    files = Attachment.objects.filter(request__engagement=engagement).exclude(content=None)
    controls = len(frameworks()[engagement.framework].control_ids)
    lists = 2 * (engagement.populations.count() + samples)
    return ALWAYS + lists + files.count() + controls
