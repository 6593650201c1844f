"""Take over what AWS Artifact has published for an account; each version once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from artifact.library.add_report import add_report
from artifact.library.models import Report, ReportVersion
from artifact.library.period import Period
from artifact.library.report_facts import FactsInvalid, ReportFacts
from artifact.library.upload import Document, UploadRefused, upload
from compliance.aws.artifact_reports import (
    ArtifactReports,
    ArtifactUnreadable,
    RemoteReport,
    RemoteTerms,
)
from compliance.evidence.store import put
from compliance.ledger.append import append

TITLE, WORD = 200, 100


class TermsNotAnswered(Exception):
    """Nobody was named who accepts AWS's terms; the message says how."""


@dataclass(frozen=True)
class Importing:
    """From where, and in whose name.

    `accepted_by` names who accepts AWS's terms. What is imported stays a draft unless
    `is_to_be_published`: AWS's terms say to whom its reports may be passed on.
    """

    reports: ArtifactReports
    accepted_by: str
    actor: str
    max_bytes: int
    is_to_be_published: bool = False


@dataclass
class Imported:
    """What came of it: new versions, how many were there, and why others did not come."""

    versions: list[ReportVersion] = field(default_factory=list)
    known: int = 0
    refusals: list[str] = field(default_factory=list)


def import_aws_artifact(
    given: Importing,
    *,
    clock: Callable[[], datetime],
    took: Callable[[ReportVersion], None] = lambda _: None,
) -> Imported:
    """Every published version that is not here yet; `took` is called with each as it arrives.

    Each version is complete by itself: a run that is cut off is gone on with by the next. One
    report that AWS does not give holds up no other.

    :raises TermsNotAnswered: nobody is named who accepts AWS's terms.
    :raises ArtifactUnreadable: the reports cannot be listed.
    """
    if not given.accepted_by.strip():
        raise TermsNotAnswered(
            "AWS hands its reports over under terms. Say who accepts them, by name and office: "
            '--accept-terms "Ada Lovelace, Security officer"'
        )
    result = Imported()
    for remote in given.reports.published():
        if _is_known(remote):
            result.known += 1
            continue
        try:
            version = _import(given, remote, clock)
        except (ArtifactUnreadable, UploadRefused, FactsInvalid) as refusal:
            result.refusals.append(f"{remote}: {refusal}")
        except IntegrityError:
            # Another run has taken it in meanwhile.
            result.known += 1
        else:
            result.versions.append(version)
            took(version)
    return result


def _is_known(remote: RemoteReport) -> bool:
    return ReportVersion.objects.filter(report__source=remote.arn, number=remote.version).exists()


def _import(
    given: Importing, remote: RemoteReport, clock: Callable[[], datetime]
) -> ReportVersion:
    terms = given.reports.terms(remote)
    # Before the document is asked for, which accepts them: what was accepted is never unwritten.
    _accept(given, remote, terms, clock())
    content = given.reports.document(remote, accepted=terms)
    now = clock()
    with transaction.atomic():
        return upload(
            _series(given, remote, now),
            Document(
                chunks=[content],
                filename=f"{remote.report_id}-{remote.version}.pdf",
                period=_period(remote),
                number=remote.version,
                is_to_be_published=given.is_to_be_published,
            ),
            max_bytes=given.max_bytes,
            actor=given.actor,
            now=now,
        )


def _accept(given: Importing, remote: RemoteReport, terms: RemoteTerms, now: datetime) -> None:
    with transaction.atomic():
        document = put(terms.content, now=now)
        append(
            actor=given.actor,
            action="aws_artifact.terms_accepted",
            subject=remote.arn,
            details={
                "accepted_by": given.accepted_by.strip(),
                "version": remote.version,
                "name": remote.name,
                "terms": document.pk,
            },
            at=now,
        )


def _series(given: Importing, remote: RemoteReport, now: datetime) -> Report:
    """The series of AWS's report; how people here have named it since stays."""
    if found := Report.objects.filter(source=remote.arn).first():
        return found
    facts = ReportFacts(
        title=remote.name[:TITLE],
        description=remote.description,
        series=remote.series[:WORD],
        category=remote.category[:WORD],
        company=remote.company[:TITLE],
        product=remote.product[:TITLE],
        acceptance_type=_acceptance_type(remote),
    )
    return add_report(facts, actor=given.actor, now=now, source=remote.arn)


def _acceptance_type(remote: RemoteReport) -> str:
    """As AWS says; where it says nothing, terms are accepted by hand."""
    known = remote.acceptance_type in Report.AcceptanceType.values
    return remote.acceptance_type if known else Report.AcceptanceType.EXPLICIT


def _period(remote: RemoteReport) -> Period:
    start, end = remote.period_start, remote.period_end
    return Period(start, end) if start and end and start <= end else Period()
