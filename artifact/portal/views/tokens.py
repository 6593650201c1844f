"""Tokens for the REST API: one's own, and everybody's for those who keep the customers."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.portal.token_form import TokenForm
from artifact.tokens.issue import TokenRefused, issue
from artifact.tokens.models import ApiToken
from artifact.tokens.revoke import revoke as revoke_token
from artifact.users.policy import Action, may


@require_http_methods(["GET", "POST"])
@needs(Action.HOLD_TOKENS)
def tokens(request: SignedInRequest) -> HttpResponse:
    """One's own tokens; what is posted here issues another, whose text is shown this once."""
    instant = now()
    form = TokenForm(request.POST or None, of=request.user, now=instant)
    if form.is_valid():
        try:
            issued = issue(request.user, form.wanted(), actor=request.user.email, now=instant)
        except TokenRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {"issued": issued, "address": _address()}
            return render(request, "portal/token_issued.html", context)
    context = {
        "form": form,
        "tokens": ApiToken.objects.visible_to(request.user, is_manager=False),
        "address": _address(),
        "now": instant,
    }
    return render(request, "portal/tokens.html", context)


@require_POST
@needs(Action.HOLD_TOKENS)
def revoke(request: SignedInRequest, token_id: str) -> HttpResponse:
    """Take a token out of use, at once: one's own, or anybody's by a manager."""
    is_manager = may(request.user, Action.MANAGE_CUSTOMERS)
    visible = ApiToken.objects.visible_to(request.user, is_manager=is_manager)
    token = get_object_or_404(visible, token_id=token_id)
    if revoke_token(token, actor=request.user.email, now=now()):
        messages.success(request, f"{token} opens nothing any more.")
    else:
        messages.error(request, f"{token} was revoked before.")
    is_own = token.user_id == request.user.pk
    return redirect("tokens" if is_own else "everybodys-tokens")


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def everybodys(request: SignedInRequest) -> HttpResponse:
    """Every token with its owner and last use."""
    page = paged(request, ApiToken.objects.visible_to(request.user, is_manager=True))
    return render(request, "portal/tokens_all.html", {"page": page, "now": now()})


def _address() -> str:
    return urljoin(settings.SITE_URL, "/api/v1")
