"""Evidence: a snapshot's receipt, and the exact bytes of a call."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.library.read_evidence import NoSuchEvidence, read_call, read_snapshot
from artifact.portal.damaged import shows_damage
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.numbered_calls import about
from artifact.portal.pretty import pretty
from artifact.users.policy import Action

PAGE_SIZE = 100


@require_GET
@needs(Action.READ_EVIDENCE)
@shows_damage
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was called, when, as whom, and what was missing."""
    try:
        shown = read_snapshot(pk, user=request.user, now=now())
    except NoSuchEvidence as error:
        raise Http404 from error
    resource = request.GET.get("resource", "")
    numbered = about(shown.calls, resource)
    page = Paginator(numbered, PAGE_SIZE).get_page(request.GET.get("page"))
    query = urlencode({"resource": resource}) if resource else ""
    return render(
        request,
        "portal/snapshot.html",
        {"shown": shown, "page": page, "query": query, "narrowed": resource},
    )


@require_GET
@needs(Action.READ_EVIDENCE)
@shows_damage
def call(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One call: parameters, answer, and the command that repeats it."""
    try:
        shown = read_call(pk, number, user=request.user, now=now())
    except NoSuchEvidence as error:
        raise Http404 from error
    return render(request, "portal/call.html", {"shown": shown, "body": pretty(shown.body)})


@require_GET
@needs(Action.READ_EVIDENCE)
@shows_damage
def body(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """The exact bytes that AWS answered, as a file."""
    try:
        shown = read_call(pk, number, user=request.user, now=now())
    except NoSuchEvidence as error:
        raise Http404 from error
    name = f"snapshot-{pk}-call-{number}.bin"
    return HttpResponse(
        shown.body,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Body-SHA256": shown.call.body_sha256,
        },
    )
