"""The terms of an engagement: read, accepted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from artifact.agreements.wording import TEXT
from artifact.clock import now
from artifact.engagements.accept_engagement import (
    NoTermsAsked,
    NotInEngagement,
    OtherTerms,
    accept_engagement,
)
from artifact.engagements.models import Engagement
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.exact import exact_bytes
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.terms_form import SignatureForm
from artifact.users.policy import Action
from compliance.evidence.store import get


@require_http_methods(["GET", "POST"])
@needs(Action.AUDIT)
@shows_damage
def accept(request: SignedInRequest, engagement_id: str) -> HttpResponse:
    """The terms; accepted, they open the engagement."""
    found = _visible(request, engagement_id)
    form = SignatureForm(request.POST or None, initial={"document": found.terms_id})
    if found.terms_id is None or _is_ready(request, found):
        return redirect("engagement", engagement_id)
    if form.is_valid():
        try:
            accept_engagement(
                found,
                document=form.cleaned_data["document"],
                by=form.signature(),
                caller=portal_caller(request),
                now=now(),
            )
        except NotInEngagement as error:
            raise Http404 from error
        except (NoTermsAsked, OtherTerms) as refusal:
            messages.error(request, str(refusal))
        return redirect("engagement", engagement_id)
    shown = get(found.terms_id)
    text = shown.decode() if found.terms_media_type == TEXT else ""
    context = {"engagement": found, "form": form, "text": text}
    return render(request, "portal/engagement_accept.html", context)


@require_GET
@needs(Action.READ_ENGAGEMENTS)
@shows_damage
def document(request: SignedInRequest, engagement_id: str) -> HttpResponse:
    """The exact bytes of the terms."""
    found = _visible(request, engagement_id)
    if found.terms_id is None:
        raise Http404
    return exact_bytes(found.terms_id, found.terms_media_type)


def _visible(request: SignedInRequest, engagement_id: str) -> Engagement:
    visible = Engagement.objects.visible_to(request.user, now=now())
    return get_object_or_404(visible, engagement_id=engagement_id)


def _is_ready(request: SignedInRequest, found: Engagement) -> bool:
    return Engagement.objects.at_desk_of(request.user, now=now()).filter(pk=found.pk).exists()
