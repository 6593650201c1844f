"""Reports: listed, their versions, their facts, their terms and themselves."""

from django.db.models import Max, OuterRef, Subquery
from pydantic import Field

from artifact.agreements.accept import Signature
from artifact.awsapi.errors import conflict, invalid, not_found
from artifact.awsapi.models import StepToken
from artifact.awsapi.operation import Answer, Call, Input, Paged, operation
from artifact.awsapi.paging import page
from artifact.awsapi.shapes import report_detail, report_summary
from artifact.awsapi.step_token import give, take
from artifact.library.accept_terms import TermsChanged, accept_terms
from artifact.library.links import document_link, download_link
from artifact.library.models import Report, ReportVersion, ReportVersionQuerySet
from artifact.users.policy import Action

REPORT_ID = r"^report-[a-zA-Z0-9]{16}$"
Publication = ReportVersion.Publication


class OneReport(Input):
    """A report, and which version; without one, the newest that is published."""

    reportId: str = Field(pattern=REPORT_ID)  # noqa: N815 -- the wire's name
    reportVersion: int | None = Field(default=None, ge=1)  # noqa: N815 -- the wire's name


class Versions(Paged):
    """The versions of a report."""

    reportId: str = Field(pattern=REPORT_ID)  # noqa: N815 -- the wire's name


class OneReportWithToken(OneReport):
    """A report whose terms were read."""

    termToken: str = Field(min_length=1, max_length=256, pattern=r"^[a-zA-Z0-9_\-\s]*$")  # noqa: N815 -- the wire's name


@operation("ListReports", "GET", "/v1/report/list", takes=Paged, needs=Action.READ_REPORTS)
def list_reports(call: Call, given: Paged) -> Answer:
    """The newest published version of each report that the caller may see."""
    newest = (
        ReportVersion.objects.filter(
            report=OuterRef("report"), publication__in=[Publication.PUBLISHED]
        )
        .values("report")
        .annotate(number=Max("number"))
    )
    rows = _versions(call).filter(
        publication=Publication.PUBLISHED, number=Subquery(newest.values("number")[:1])
    )
    return page(call, given, rows, member="reports", show=report_summary)


@operation(
    "ListReportVersions",
    "GET",
    "/v1/report/listVersions",
    takes=Versions,
    needs=Action.READ_REPORTS,
)
def list_report_versions(call: Call, given: Versions) -> Answer:
    """Every version of a report that was published and not withdrawn."""
    rows = _versions(call).filter(report__report_id=given.reportId)
    if not rows.exists():
        raise not_found("report", given.reportId)
    return page(call, given, rows, member="reports", show=report_summary, within=given.reportId)


@operation(
    "GetReportMetadata",
    "GET",
    "/v1/report/getMetadata",
    takes=OneReport,
    needs=Action.READ_REPORTS,
)
def get_report_metadata(call: Call, given: OneReport) -> Answer:
    """What is known of a version."""
    return {"reportDetails": report_detail(_version(call, given))}


@operation(
    "GetTermForReport",
    "GET",
    "/v1/report/getTermForReport",
    takes=OneReport,
    needs=Action.READ_REPORTS,
)
def get_term_for_report(call: Call, given: OneReport) -> Answer:
    """Where the terms of a version are read, and the token that says they were handed out."""
    version = _ready(_version(call, given))
    held = version.report.term()
    if held is None:
        raise conflict("report", given.reportId, "No terms are in force for this report.")
    bound = {"version": str(version.pk), "document": held.pdf_id}
    return {
        "documentPresignedUrl": document_link(
            held.pdf_id, filename="terms.pdf", caller=call.caller, key_id=call.key.key_id
        ),
        "termToken": give(call, StepToken.Step.TERM_READ, bound),
    }


@operation(
    "GetReport", "GET", "/v1/report/get", takes=OneReportWithToken, needs=Action.READ_REPORTS
)
def get_report(call: Call, given: OneReportWithToken) -> Answer:
    """Accept the terms that were handed out, and say where the caller's copy is fetched."""
    version = _ready(_version(call, given))
    bound = take(call, StepToken.Step.TERM_READ, given.termToken, member="termToken")
    if bound["version"] != str(version.pk):
        raise _wrong_token("It was given for another report.")
    try:
        acceptance = accept_terms(
            version,
            document=bound["document"],
            by=Signature(
                call.caller.user.name or call.caller.user.email, f"Access key {call.key.key_id}"
            ),
            caller=call.caller,
            now=call.now,
        )
    except TermsChanged as error:
        raise _wrong_token(str(error)) from error
    return {
        "documentPresignedUrl": download_link(
            version, acceptance=acceptance, caller=call.caller, key_id=call.key.key_id
        )
    }


def _versions(call: Call) -> ReportVersionQuerySet:
    """What the caller may see of what was published, drafts and withdrawn ones never."""
    shown = (Publication.PUBLISHED, Publication.SUPERSEDED)
    visible = ReportVersion.objects.visible_to(call.caller.user, now=call.now)
    return visible.filter(publication__in=shown).select_related("report")


def _version(call: Call, given: OneReport) -> ReportVersion:
    rows = _versions(call).filter(report__report_id=given.reportId)
    if given.reportVersion:
        rows = rows.filter(number=given.reportVersion)
    found = rows.order_by("-number").first()
    if found is None:
        raise not_found("report", given.reportId)
    return found


def _ready(version: ReportVersion) -> ReportVersion:
    if version.pdf_id is None:
        report: Report = version.report
        raise conflict("report", report.report_id, "The report is not ready to be handed over.")
    return version


def _wrong_token(why: str) -> Exception:
    return invalid("invalidToken", f"The termToken is invalid. {why}", {"termToken": why})
