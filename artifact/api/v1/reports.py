"""Reports of the library and their versions; of each, a stamped copy to those who may have it."""

from datetime import date, datetime
from typing import Literal

from django.db.models import Q
from django.http import FileResponse, HttpResponseBase
from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest, api_caller
from artifact.api.given import AccountId, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, TERMS, Problem, not_found
from artifact.api.resource import Page, Read, Resource
from artifact.library.download import NotForYou, NotReady, TermsNotAccepted, download
from artifact.library.models import Report, ReportVersion, ReportVersionQuerySet
from artifact.library.stamp import NotStampable
from artifact.users.policy import Action

router = Resource()
PDF = "application/pdf"


class ReportOut(BaseModel):
    """A series: one framework and scope, or a document of the same kind each year.

    Empty `regions` mean every one. `newest` is the number of the published version.
    """

    id: str
    title: str
    origin: Literal["assessment", "upload", "aws_artifact"]
    framework: str | None
    series: str
    category: str
    description: str
    accounts: list[str]
    regions: list[str]
    must_accept_terms: bool
    newest: int | None

    @classmethod
    def of(cls, row: Report) -> "ReportOut":
        """As it stands."""
        return cls(
            id=row.report_id,
            title=row.title,
            origin=row.origin,  # type: ignore[arg-type]  # one of the three, as the model says
            framework=row.framework or None,
            series=row.series,
            category=row.category,
            description=row.description,
            accounts=sorted(one.account_id for one in row.accounts.all()),
            regions=row.regions,
            must_accept_terms=row.acceptance_type == Report.AcceptanceType.EXPLICIT,
            newest=row.newest_number,  # type: ignore[attr-defined]  # annotated below
        )


class VersionOut(BaseModel):
    """One version. `sha256` is of what copies are made of, null until it is there."""

    id: int
    report: str
    number: int
    publication: Literal["draft", "published", "superseded", "withdrawn"]
    state: Literal["queued", "running", "complete", "incomplete", "failed"]
    as_of: datetime
    period_start: date | None
    period_end: date | None
    published_at: datetime | None
    pages: int
    sha256: str | None

    @classmethod
    def of(cls, row: ReportVersion) -> "VersionOut":
        """As it stands."""
        same = set(cls.model_fields) - {"id", "report", "sha256"}
        return cls(
            id=row.pk,
            report=row.report.report_id,
            sha256=row.source_id or None,
            **{name: getattr(row, name) for name in same},
        )


class ReportListing(Listing):
    """Which reports."""

    framework: list[Word] = []
    category: list[Word] = []
    series: list[Word] = []
    account: list[AccountId] = []


@router.read("/reports", Page[ReportOut], Read(Action.READ_REPORTS))
def list_reports(request: ApiRequest, given: Query[ReportListing]) -> Listed[ReportOut]:
    """The reports that you may see, the newest series first."""
    wanted = Q()
    for name in ("framework", "category", "series"):
        if values := getattr(given, name):
            wanted &= Q(**{f"{name}__in": values})
    visible = Report.objects.visible_to(request.call.owner, now=request.call.at)
    if given.account:
        wanted &= Q(pk__in=Report.objects.filter(accounts__account_id__in=given.account))
    rows = visible.filter(wanted).with_newest_version(_published(request))
    rows = rows.prefetch_related("accounts")
    return page(request, given, rows, by=["-id"], show=ReportOut.of)


@router.read("/reports/{report}", ReportOut, Read(Action.READ_REPORTS))
def get_report(request: ApiRequest, report: str, given: Query[Shown]) -> ReportOut:
    """One report."""
    del given
    return ReportOut.of(_report(request, report))


@router.read("/reports/{report}/versions", Page[VersionOut], Read(Action.READ_REPORTS))
def list_report_versions(
    request: ApiRequest, report: str, given: Query[Listing]
) -> Listed[VersionOut]:
    """Its versions that you may see, the newest first."""
    _report(request, report)
    rows = _versions(request).filter(report__report_id=report)
    return page(request, given, rows, by=["-number"], show=VersionOut.of)


@router.read("/reports/{report}/versions/{int:version}", VersionOut, Read(Action.READ_REPORTS))
def get_report_version(
    request: ApiRequest, report: str, version: int, given: Query[Shown]
) -> VersionOut:
    """One version, by its number in the report."""
    del given
    return VersionOut.of(visible_version(request, report, version))


@router.read(
    "/reports/{report}/versions/{int:version}/content",
    None,
    Read(Action.READ_REPORTS, media=PDF, problems=(TERMS, CONFLICT, DAMAGED)),
)
def get_report_content(request: ApiRequest, report: str, version: int) -> HttpResponseBase:
    """A copy that is made for you: stamped with your name, signed, and written to the ledger.

    Each time it is another copy, so that `ETag` and bytes differ. `X-Copy-Id` stands on its pages.
    """
    found = visible_version(request, report, version)
    try:
        handed = download(found.pk, caller=api_caller(request), now=request.call.at)
    except NotForYou:
        raise not_found() from None
    except TermsNotAccepted as refusal:
        raise Problem(TERMS, str(refusal)) from None
    except (NotReady, NotStampable) as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    response = FileResponse(
        handed.file, as_attachment=True, filename=handed.filename, content_type=PDF
    )
    response["ETag"] = f'"{handed.download.sha256}"'
    response["X-Body-SHA256"] = handed.download.sha256
    response["X-Copy-Id"] = handed.download.copy_id or ""
    return response


def visible_version(request: ApiRequest, report: str, number: int) -> ReportVersion:
    """The version, if the caller may know of it.

    :raises Problem: there is none.
    """
    found = _versions(request).filter(report__report_id=report, number=number).first()
    if found is None:
        raise not_found()
    return found


def _report(request: ApiRequest, report: str) -> Report:
    visible = Report.objects.visible_to(request.call.owner, now=request.call.at)
    found = visible.with_newest_version(_published(request)).filter(report_id=report).first()
    if found is None:
        raise not_found()
    return found


def _published(request: ApiRequest) -> ReportVersionQuerySet:
    visible = ReportVersion.objects.visible_to(request.call.owner, now=request.call.at)
    return visible.filter(publication=ReportVersion.Publication.PUBLISHED)


def _versions(request: ApiRequest) -> ReportVersionQuerySet:
    visible = ReportVersion.objects.visible_to(request.call.owner, now=request.call.at)
    return visible.select_related("report").defer("text", "search")
