"""Make the PDF of a requested version and publish it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from artifact.library.document_signer import document_signer
from artifact.library.fail_version import fail_version
from artifact.library.index import index
from artifact.library.models import Report, ReportVersion
from artifact.library.progress import Progress
from compliance.assessments.assess import assess
from compliance.assessments.facts import AssessmentFacts
from compliance.canonical_json import canonical
from compliance.evidence.store import get, put
from compliance.evidence.verify import verify
from compliance.frameworks.catalogue import frameworks
from compliance.lease import LeaseLost, claim, held, owned
from compliance.ledger.append import append
from compliance.models import Blob, Snapshot
from compliance.reports.pdf.render import render as render_pdf

MAX_ATTEMPTS = 3


class EvidenceDamaged(Exception):
    """The evidence below a report is not as it was kept; nothing is rendered from it."""


class RenderingInterrupted(Exception):
    """Every worker that took the version died over it."""


def render(
    version_id: int, *, clock: Callable[[], datetime], lease: timedelta, max_age: timedelta
) -> bool:
    """Render and publish the version; False where it has ended or another worker holds it.

    A failure ends the version as failed, with the reason in its row, and is raised again; so are
    a lost lease and a lost database, which leave it to be taken again.
    """
    rows = ReportVersion.objects.all()
    attempt = claim(rows, version_id, lease=lease)
    if attempt is None:
        return False
    progress = Progress()
    try:
        _refuse_after(attempt)
        with held(rows, version_id, attempt, lease=lease, progress=progress.row) as keep_going:
            _render(version_id, attempt, progress, clock, keep_going, max_age)
    except (LeaseLost, InterfaceError, OperationalError):
        # Another has it, or the database was away: the version stays owed.
        raise
    except Exception as error:
        fail_version(version_id, attempt, error=str(error), now=clock())
        raise
    return True


def _render(
    version_id: int,
    attempt: int,
    progress: Progress,
    clock: Callable[[], datetime],
    keep_going: Callable[[], None],
    max_age: timedelta,
) -> None:
    version = ReportVersion.objects.select_related("report").get(pk=version_id)
    facts = _facts(version, attempt, clock(), max_age)
    _refuse_damaged(facts)

    def step(done: int, total: int) -> None:
        keep_going()
        progress.done, progress.total = done, total

    made = render_pdf(facts, title=version.report.title, version=version.number, progress=step)
    now = clock()
    pdf = put(made.content, now=now)
    signed = _signed(version, made.content, now)
    with transaction.atomic():
        # The series before its version, as whoever publishes takes them.
        report = Report.objects.select_for_update().get(pk=version.report_id)
        mine = owned(ReportVersion.objects.all(), version_id, attempt)
        mine.snapshots.set([one.id for one in facts.snapshots])
        report.versions.filter(publication=ReportVersion.Publication.PUBLISHED).update(
            publication=ReportVersion.Publication.SUPERSEDED,
            sequence=F("sequence") + 1,
            changed_at=now,
        )
        mine.pdf, mine.signed_pdf, mine.pages, mine.lease_until = pdf, signed, made.pages, None
        mine.state = (
            ReportVersion.State.COMPLETE if facts.is_complete else ReportVersion.State.INCOMPLETE
        )
        mine.publication = ReportVersion.Publication.PUBLISHED
        mine.published_at = mine.finished_at = now
        mine.steps_done = mine.steps_total = progress.total
        mine.text = _text(report)
        mine.save()
        index(report)
        append(
            actor=mine.requested_by,
            action="report.published",
            subject=f"report-version:{mine.pk}",
            details={
                "sha256": pdf.sha256,
                "signed": mine.signed_pdf_id or "",
                "facts": mine.facts_id,
                "pages": made.pages,
            },
            at=now,
        )


def _signed(version: ReportVersion, content: bytes, now: datetime) -> Blob | None:
    """The PDF with the organisation's signature; None where no key is configured."""
    signer = document_signer()
    if signer is None:
        return None
    document = BytesIO(content)
    signer.sign(document, reason=f"Published as {version}")
    return put(document.getvalue(), now=now)


def _text(report: Report) -> str:
    """What a report made from evidence is found by: the requirements that it answers."""
    requirements = frameworks()[report.framework].requirements
    return "\n".join(f"{one.id} {one.title}" for one in requirements)


def _refuse_after(attempt: int) -> None:
    if attempt > MAX_ATTEMPTS:
        raise RenderingInterrupted(f"The rendering was interrupted {MAX_ATTEMPTS} times.")


def _facts(
    version: ReportVersion, attempt: int, now: datetime, max_age: timedelta
) -> AssessmentFacts:
    """The version's facts: those of an earlier attempt, or assessed and kept now."""
    if version.facts_id:
        return AssessmentFacts.model_validate_json(get(version.facts_id))
    facts = assess(
        frameworks()[version.report.framework],
        accounts=list(version.report.accounts.order_by("account_id")),
        regions=version.report.regions,
        as_of=version.as_of,
        max_age=max_age,
    )
    kept = put(canonical(facts.model_dump(mode="json")), now=now)
    with transaction.atomic():
        mine = owned(ReportVersion.objects.all(), version.pk, attempt)
        mine.facts, mine.started_at = kept, now
        mine.save(update_fields=["facts", "started_at"])
    return facts


def _refuse_damaged(facts: AssessmentFacts) -> None:
    kept = Snapshot.objects.filter(pk__in=[one.id for one in facts.snapshots])
    damages = [f"{one.subject}: {one.message}" for one in verify(kept)]
    if damages:
        raise EvidenceDamaged(
            "The evidence is not as it was kept, so no report is made of it. " + "; ".join(damages)
        )
