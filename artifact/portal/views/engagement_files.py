"""The numbered evidence of an engagement: the index, one piece, and the auditors' references."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from artifact.clock import now
from artifact.engagements.evidence_index import evidence_index, visible_numbers
from artifact.engagements.index_as_file import as_csv, as_workbook
from artifact.engagements.models import Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.set_references import NotTheirs, ReferencesRefused, set_references
from artifact.library.read_evidence import NoSuchEvidence, read_call, read_snapshot
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.engagement_form import ReferencesForm
from artifact.portal.gate import SignedInRequest
from artifact.portal.numbered_calls import about
from artifact.portal.paged import paged
from artifact.portal.pretty import pretty
from artifact.users.policy import Action

CALLS_SHOWN = 100
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@at_desk()
def evidence(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """What has a number, by number."""
    page = paged(request, visible_numbers(found).in_order())
    return render_desk(request, "engagement_evidence", found, now=now(), page=page)


@require_GET
@at_desk()
def numbered(request: SignedInRequest, found: Engagement, evidence_no: str) -> HttpResponse:
    """One piece of evidence under its number: receipt, calls, the auditors' references."""
    instant = now()
    one = _one(found, evidence_no)
    try:
        read = read_snapshot(one.snapshot_id, user=request.user, now=instant)
    except NoSuchEvidence as error:
        raise Http404 from error
    page = Paginator(about(read.calls, ""), CALLS_SHOWN).get_page(request.GET.get("page"))
    form = ReferencesForm(initial={"references": ", ".join(one.references)})
    return render_desk(
        request, "snapshot", found, now=instant, shown=read, page=page, numbered=one, form=form
    )


@require_GET
@at_desk()
def numbered_call(
    request: SignedInRequest, found: Engagement, evidence_no: str, number: int
) -> HttpResponse:
    """One call of a piece of evidence: parameters, answer, the command that repeats it."""
    one, instant = _one(found, evidence_no), now()
    try:
        read = read_call(one.snapshot_id, number, user=request.user, now=instant)
    except NoSuchEvidence as error:
        raise Http404 from error
    body = pretty(read.body)
    return render_desk(request, "call", found, now=instant, shown=read, body=body, numbered=one)


@require_POST
@at_desk(Action.AUDIT)
def refer(request: SignedInRequest, found: Engagement, evidence_no: str) -> HttpResponse:
    """Write the references of one piece of evidence."""
    one = _one(found, evidence_no)
    form = ReferencesForm(request.POST)
    form.is_valid()
    try:
        set_references(one, form.given(), by=request.user, now=now())
    except NotTheirs as error:
        raise Http404 from error
    except ReferencesRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Written.")
    return redirect("engagement-numbered", found.engagement_id, evidence_no)


@require_GET
@at_desk()
def index_csv(request: SignedInRequest, found: Engagement) -> HttpResponseBase:
    """The evidence index as CSV."""
    rows = evidence_index(found, actor=request.user.email, now=now())
    return StreamingHttpResponse(
        as_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{found.engagement_id}-evidence.csv"'
        },
    )


@require_GET
@at_desk()
def index_xlsx(request: SignedInRequest, found: Engagement) -> HttpResponseBase:
    """The evidence index as a workbook."""
    instant = now()
    rows = evidence_index(found, actor=request.user.email, now=instant)
    return FileResponse(
        as_workbook(rows, at=instant),
        as_attachment=True,
        filename=f"{found.engagement_id}-evidence.xlsx",
        content_type=WORKBOOK,
    )


def _one(found: Engagement, evidence_no: str) -> NumberedEvidence:
    among = visible_numbers(found).select_related("engagement")
    return get_object_or_404(among, evidence_no=evidence_no)
