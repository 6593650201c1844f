"""Reports: listed, their versions, their facts, their terms and themselves."""

from pydantic import Field

from artifact.agreements.accept import Signature
from artifact.agreements.models import Acceptance
from artifact.awsapi.errors import ApiError, conflict, invalid, not_found
from artifact.awsapi.models import StepToken
from artifact.awsapi.operation import Answer, Call, Input, Paged, operation
from artifact.awsapi.paging import page
from artifact.awsapi.shapes import is_published, listed_report, report_detail, report_summary
from artifact.awsapi.step_token import give, take
from artifact.library.accept_terms import NoTerms, TermsChanged, accept_terms
from artifact.library.links import document_link, download_link
from artifact.library.models import ReportVersion, ReportVersionQuerySet
from artifact.users.policy import Action

REPORT_ID = r"^report-[a-zA-Z0-9]{16}$"
Publication = ReportVersion.Publication
# What a token is bound to where no terms hold: then it says only that somebody asked.
NO_TERMS = ""
# What a ReportSummary is made of. Making rows is most of what a long page costs.
OF_SUMMARY = (
    *("number", "publication", "state", "as_of", "period_start", "period_end", "error"),
    *("report__report_id", "report__title", "report__description", "report__series"),
    *("report__framework", "report__category", "report__company", "report__product"),
    *("report__regions", "report__acceptance_type"),
)


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
    rows = _versions(call).filter(publication=Publication.PUBLISHED).only(*OF_SUMMARY)
    # A version that is published between two pages takes the place of the former one.
    return page(call, given, rows, member="reports", show=listed_report, by="report_id")


@operation(
    "ListReportVersions",
    "GET",
    "/v1/report/listVersions",
    takes=Versions,
    needs=Action.READ_REPORTS,
)
def list_report_versions(call: Call, given: Versions) -> Answer:
    """Every version of a report that the caller may see."""
    rows = _versions(call).filter(report__report_id=given.reportId).only(*OF_SUMMARY)
    answer = page(call, given, rows, member="reports", show=report_summary, by="number")
    if not answer["reports"] and not rows.exists():
        raise not_found("report", given.reportId)
    return answer


@operation(
    "GetReportMetadata",
    "GET",
    "/v1/report/getMetadata",
    takes=OneReport,
    needs=Action.READ_REPORTS,
)
def get_report_metadata(call: Call, given: OneReport) -> Answer:
    """What is known of a version."""
    version = _version(given, _versions(call).with_term())
    return {"reportDetails": report_detail(version)}


@operation(
    "GetTermForReport",
    "GET",
    "/v1/report/getTermForReport",
    takes=OneReport,
    needs=Action.READ_REPORTS,
)
def get_term_for_report(call: Call, given: OneReport) -> Answer:
    """Where the terms of a version are read, and the token that says they were handed out."""
    version = _ready(_version(given, _versions(call)))
    held = version.report.term()
    bound = {"version": str(version.pk), "document": held.pdf_id if held else NO_TERMS}
    token = {"termToken": give(call, StepToken.Step.TERM_READ, bound)}
    if held is None:
        return token
    link = document_link(
        held.pdf_id, filename="terms.pdf", caller=call.caller, key_id=call.key.key_id
    )
    return {"documentPresignedUrl": link, **token}


@operation(
    "GetReport", "GET", "/v1/report/get", takes=OneReportWithToken, needs=Action.READ_REPORTS
)
def get_report(call: Call, given: OneReportWithToken) -> Answer:
    """Accept the terms that were handed out, and say where the caller's copy is fetched."""
    version = _ready(_version(given, _versions(call)))
    bound = take(call, StepToken.Step.TERM_READ, given.termToken, member="termToken")
    if bound["version"] != str(version.pk):
        raise _wrong_token("It was given for another report, or another version.")
    link = download_link(
        version,
        acceptance=_accepted(call, version, bound["document"]),
        caller=call.caller,
        key_id=call.key.key_id,
    )
    return {"documentPresignedUrl": link}


def _accepted(call: Call, version: ReportVersion, document: str) -> Acceptance | None:
    """The yes to the terms that were handed out; None where none held, then and now."""
    user = call.caller.user
    if document == NO_TERMS and version.report.term() is None:
        return None
    try:
        return accept_terms(
            version,
            document=document,
            by=Signature(user.name.strip() or user.email, f"Access key {call.key.key_id}"),
            caller=call.caller,
            now=call.now,
        )
    except (NoTerms, TermsChanged) as error:
        raise _wrong_token("The terms were changed in the meantime: read them again.") from error


def _versions(call: Call) -> ReportVersionQuerySet:
    """What the caller may see: of people outside only what is handed out."""
    visible = ReportVersion.objects.visible_to(call.caller.user, now=call.now)
    # The words of a report can be megabytes, and no shape has them.
    return visible.select_related("report").defer("text", "search")


def _version(given: OneReport, among: ReportVersionQuerySet) -> ReportVersion:
    """The version that is named; without one, that which ListReports shows."""
    rows = among.filter(report__report_id=given.reportId)
    if given.reportVersion is None:
        rows = rows.filter(publication=Publication.PUBLISHED)
    else:
        rows = rows.filter(number=given.reportVersion)
    # There is one at most, so none comes first.
    found = next(iter(rows), None)
    if found is None:
        raise not_found("report", given.reportId)
    return found


def _ready(version: ReportVersion) -> ReportVersion:
    name = f"Version {version.number}"
    if not is_published(version):
        raise conflict("report", version.report.report_id, f"{name} is not published.")
    if version.pdf_id is None:
        raise conflict("report", version.report.report_id, f"{name} is not ready yet.")
    return version


def _wrong_token(why: str) -> ApiError:
    return invalid("invalidToken", f"The termToken is invalid. {why}", {"termToken": why})
