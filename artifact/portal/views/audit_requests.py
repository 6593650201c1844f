"""The request list of an engagement: asked by auditors, answered by people inside."""

from datetime import UTC

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.engagements.answer import MIB, AnswerRefused, answer
from artifact.engagements.ask import ask
from artifact.engagements.change_request import change_request
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.export_requests import export_requests
from artifact.engagements.import_requests import ImportRefused, import_requests
from artifact.engagements.judge_request import JudgementRefused, judge_request
from artifact.engagements.models import Engagement
from artifact.engagements.read_attachment import read_attachment
from artifact.engagements.read_requests import TableUnreadable
from artifact.engagements.request_input import RequestRefused
from artifact.engagements.requests import Attachment, AuditRequest
from artifact.engagements.write_requests import MEDIA_TYPES
from artifact.portal.comments import comments_on
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.gate import SignedInRequest
from artifact.portal.paged import paged
from artifact.portal.requests_form import (
    AnswerForm,
    ImportForm,
    JudgeForm,
    RequestFilterForm,
    RequestForm,
)
from artifact.portal.saved import saved
from artifact.users.policy import Action


@require_GET
@at_desk()
def requests(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """The request list, what is overdue marked."""
    every = AuditRequest.objects.filter(engagement=engagement)
    owners = every.order_by("owner").values_list("owner", flat=True).distinct()
    form = RequestFilterForm(request.GET, owners=owners)
    today = now().astimezone(UTC).date()
    # What is not understood finds nothing: everything would look like an answer.
    found = every.none()
    if form.is_valid():
        found = every.matching(**form.cleaned_data, today=today)
    query = request.GET.copy()
    query.pop("page", None)
    return render_desk(
        request,
        "audit_requests",
        engagement,
        now=now(),
        form=form,
        page=paged(request, found.listed()),
        today=today,
        query=query.urlencode(),
        is_filtered=any(query.values()),
        overdue=every.overdue(today).count(),
    )


@require_http_methods(["GET", "POST"])
@at_desk(Action.AUDIT)
def request_ask(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Ask for something."""
    form = RequestForm(request.POST or None)
    if form.is_valid():
        try:
            made = ask(engagement, form.given(), user=request.user, now=now())
        except RequestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("audit-request", engagement.engagement_id, made.number)
    return render_desk(request, "audit_request_form", engagement, now=now(), form=form)


@require_http_methods(["GET", "POST"])
@at_desk(Action.AUDIT)
def request_change(request: SignedInRequest, engagement: Engagement, number: int) -> HttpResponse:
    """Change what is asked for."""
    found = _request(engagement, number)
    form = RequestForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            change_request(found, form.given(), user=request.user, now=now())
        except RequestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("audit-request", engagement.engagement_id, number)
    return render_desk(
        request, "audit_request_form", engagement, now=now(), form=form, asked=found
    )


@require_GET
@at_desk()
def audit_request(request: SignedInRequest, engagement: Engagement, number: int) -> HttpResponse:
    """One request: what is asked for, its log with what was handed in, and what was said."""
    return _page(request, engagement, _request(engagement, number))


@require_POST
@at_desk(Action.ANSWER_REQUESTS)
def request_answer(request: SignedInRequest, engagement: Engagement, number: int) -> HttpResponse:
    """Hand in files, evidence and reports."""
    found = _request(engagement, number)
    form = AnswerForm(request.POST, request.FILES, engagement=engagement)
    if form.is_valid():
        try:
            answer(
                found,
                form.given(),
                max_bytes=settings.LIBRARY_MAX_MIB * MIB,
                user=request.user,
                now=now(),
            )
        except AnswerRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Handed in.")
            return redirect("audit-request", engagement.engagement_id, number)
    return _page(request, engagement, found, answer_form=form)


@require_POST
@at_desk(Action.AUDIT)
def request_judge(request: SignedInRequest, engagement: Engagement, number: int) -> HttpResponse:
    """Accept what was handed in, or return it."""
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            judge_request(
                _request(engagement, number),
                is_enough="accept" in request.POST,
                reason=form.cleaned_data["reason"],
                user=request.user,
                now=now(),
            )
        except JudgementRefused as refusal:
            messages.error(request, str(refusal))
    return redirect("audit-request", engagement.engagement_id, number)


@require_GET
@at_desk()
def request_file(
    request: SignedInRequest, engagement: Engagement, number: int, pk: int
) -> HttpResponseBase:
    """The exact bytes of a file that was handed in."""
    files = Attachment.objects.exclude(content=None)
    found = get_object_or_404(files, request=_request(engagement, number), pk=pk)
    content = read_attachment(found, user=request.user, now=now())
    return saved(content.chunks(), found.filename)


@require_GET
@at_desk()
def requests_list(request: SignedInRequest, engagement: Engagement, kind: str) -> HttpResponseBase:
    """The request list as CSV or XLSX."""
    content = export_requests(engagement, kind, user=request.user, now=now())
    name = f"requests-{engagement.engagement_id}.{kind}"
    return saved([content], name, content_type=MEDIA_TYPES[kind])


@require_http_methods(["GET", "POST"])
@at_desk(Action.AUDIT)
def requests_import(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Take in a request list."""
    form, errors = ImportForm(request.POST or None, request.FILES or None), list[str]()
    if form.is_valid():
        try:
            done = import_requests(engagement, form.content(), user=request.user, now=now())
        except ImportRefused as refusal:
            errors = refusal.errors
        except TableUnreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request,
                f"{done.added} added, {done.changed} changed, {done.unchanged} as they were.",
            )
            return redirect("audit-requests", engagement.engagement_id)
    return render_desk(
        request, "audit_requests_import", engagement, now=now(), form=form, errors=errors
    )


def _page(
    request: SignedInRequest,
    engagement: Engagement,
    found: AuditRequest,
    *,
    answer_form: AnswerForm | None = None,
) -> HttpResponse:
    attachments = Attachment.objects.select_related(
        "content", "snapshot__account", "version__report"
    ).defer("snapshot__receipt")
    things = list(attachments.filter(request=found).order_by("pk"))
    names = EvidenceNames(engagement, request.user.email, now())
    names.learn(one.snapshot_id for one in things)
    by_event: dict[int, list[tuple[Attachment, str]]] = {}
    for one in things:
        by_event.setdefault(one.event_id, []).append((one, names.name(one.snapshot_id)))
    about = f"request:{found.number}"
    return render_desk(
        request,
        "audit_request",
        engagement,
        now=now(),
        asked=found,
        events=[(one, by_event.get(one.pk, [])) for one in found.events.order_by("pk")],
        is_overdue=found.is_overdue(now().astimezone(UTC).date()),
        answer_form=answer_form or AnswerForm(engagement=engagement),
        judge_form=JudgeForm(),
        about=about,
        comments=comments_on(engagement, about),
    )


def _request(engagement: Engagement, number: int) -> AuditRequest:
    rows = AuditRequest.objects.select_related("engagement", "sample")
    return get_object_or_404(rows, engagement=engagement, number=number)
