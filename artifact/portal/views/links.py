"""Addresses that open by themselves: the copies and documents that programs ask for."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.library.download import NotForYou, NotReady, TermsNotAccepted, download
from artifact.library.links import LinkExpired, LinkInvalid
from artifact.library.open_link import LinkRevoked, Opened, open_link
from artifact.library.stamp import NotStampable
from artifact.portal.damaged import shows_damage
from artifact.portal.handed import handed_over
from artifact.users.address import client_address
from compliance.evidence.store import get

FORBIDDEN = 403
REFUSALS = (
    LinkInvalid,
    LinkExpired,
    LinkRevoked,
    NotForYou,
    NotReady,
    NotStampable,
    TermsNotAccepted,
)


@require_GET
@login_not_required
@never_cache
@shows_damage
def fetch_copy(request: HttpRequest, token: str) -> HttpResponseBase:
    """The caller's own copy of a report version."""
    try:
        opened = _opened(request, token, is_document=False)
        handed = download(
            int(opened.link.what),
            caller=opened.caller,
            now=now(),
            acceptance=opened.acceptance,
        )
    except REFUSALS as refusal:
        return _refused(request, refusal)
    return handed_over(handed)


@require_GET
@login_not_required
@never_cache
@shows_damage
def fetch_document(request: HttpRequest, token: str) -> HttpResponse:
    """The exact bytes of terms or of an agreement."""
    try:
        opened = _opened(request, token, is_document=True)
    except REFUSALS as refusal:
        return _refused(request, refusal)
    return HttpResponse(
        get(opened.link.what),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{opened.link.filename}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _opened(request: HttpRequest, token: str, *, is_document: bool) -> Opened:
    return open_link(
        token,
        is_document=is_document,
        address=client_address(request),
        user_agent=request.headers.get("User-Agent", ""),
        now=now(),
    )


def _refused(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """Without a word on whether a version exists that was not granted."""
    said = "This report is not open to you." if isinstance(refusal, NotForYou) else str(refusal)
    return render(request, "portal/link_refused.html", {"refusal": said}, status=FORBIDDEN)
