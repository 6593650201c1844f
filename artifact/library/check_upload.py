"""Find out whether a document that came in can be used, and make it findable."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from artifact.library.cover import cover
from artifact.library.fail_version import fail_version
from artifact.library.index import index
from artifact.library.media_type import PDF, TEXT
from artifact.library.models import Report, ReportVersion
from artifact.library.progress import Progress
from artifact.library.publish import publish
from artifact.library.read_pdf import LONGEST_TEXT, PdfText, PdfUnreadable, read_pdf, storable
from compliance.evidence.store import BlobDamaged, get, put
from compliance.lease import LeaseLost, claim, held, owned
from compliance.ledger.append import append

MAX_ATTEMPTS = 3


class CheckInterrupted(Exception):
    """Every worker that took the version died over it."""


def check_upload(version_id: int, *, clock: Callable[[], datetime], lease: timedelta) -> bool:
    """Check the version's original; False where it has ended or another worker holds it.

    What is wrong with the document ends the version as failed, and its row says what to do. Any
    other failure is raised too; a lost lease and a lost database leave it to be taken again.
    """
    rows = ReportVersion.objects.exclude(original=None)
    attempt = claim(rows, version_id, lease=lease)
    if attempt is None:
        return False
    progress = Progress()
    try:
        _refuse_after(attempt)
        with held(rows, version_id, attempt, lease=lease, progress=progress.row) as keep_going:
            _check(version_id, attempt, progress, clock, keep_going)
    except (LeaseLost, InterfaceError, OperationalError):
        raise
    except (PdfUnreadable, CheckInterrupted, BlobDamaged) as refusal:
        fail_version(version_id, attempt, error=str(refusal), now=clock())
    except Exception as error:
        fail_version(version_id, attempt, error=f"It could not be checked: {error}", now=clock())
        raise
    return True


def _check(
    version_id: int,
    attempt: int,
    progress: Progress,
    clock: Callable[[], datetime],
    keep_going: Callable[[], None],
) -> None:
    version = ReportVersion.objects.select_related("report").get(pk=version_id)
    content = get(str(version.original_id))

    def step(done: int, total: int) -> None:
        keep_going()
        progress.done, progress.total = done, total

    found = _read(version, content, step)
    is_pdf = version.media_type == PDF
    handed_out = content if is_pdf else cover(version, content)
    now = clock()
    pdf = put(handed_out, now=now)
    with transaction.atomic():
        # The series before its version, as whoever publishes takes them.
        report = Report.objects.select_for_update().get(pk=version.report_id)
        mine = owned(ReportVersion.objects.all(), version_id, attempt)
        mine.pages, mine.text = found.pages, found.text
        mine.pdf = pdf
        mine.state, mine.lease_until, mine.finished_at = ReportVersion.State.COMPLETE, None, now
        mine.steps_done = mine.steps_total = found.pages
        mine.save()
        index(report)
        append(
            actor=mine.requested_by,
            action="report.checked",
            subject=f"report-version:{mine.pk}",
            details={"original": mine.original_id, "sha256": pdf.pk, "pages": found.pages},
            at=now,
        )
        if mine.is_to_be_published:
            publish(mine, actor=mine.requested_by, now=now)


def _read(version: ReportVersion, content: bytes, step: Callable[[int, int], None]) -> PdfText:
    if version.media_type == PDF:
        return read_pdf(content, progress=step)
    is_text = version.media_type == TEXT
    return PdfText(1, storable(content.decode()[:LONGEST_TEXT]) if is_text else "")


def _refuse_after(attempt: int) -> None:
    if attempt > MAX_ATTEMPTS:
        raise CheckInterrupted(
            f"The check was interrupted {MAX_ATTEMPTS} times. Look at the workers' logs, then "
            "upload the document again."
        )
