"""Agreements that were signed: shown, read, ended, and those on paper recorded."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.end_agreement import EndRefused, end_agreement
from artifact.agreements.record_offline import PaperRefused, record_offline
from artifact.agreements.terminate import CannotTerminate, terminate
from artifact.agreements.wording import PDF
from artifact.clock import now
from artifact.portal.agreements_form import TickForm
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.exact import exact_bytes
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.offers_form import EndForm, PaperForm
from artifact.users.policy import Action, may

PAGE_SIZE = 50


@require_GET
@needs(Action.MANAGE_AGREEMENTS)
def all_signed(request: SignedInRequest) -> HttpResponse:
    """What customers have signed, the newest first."""
    rows = CustomerAgreement.objects.newest_first().standing(now=now())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/agreements_signed.html", {"page": page})


@require_GET
@needs(Action.SIGN_AGREEMENTS)
def signed(request: SignedInRequest, signed_id: str) -> HttpResponse:
    """One agreement: whom it binds, since when, until when, and its papers."""
    found = _visible(request, signed_id)
    is_theirs = found.customer_id == request.user.customer_id
    has_ended = found.has_ended(now=now())
    context = {
        "one": found,
        "has_ended": has_ended,
        "is_in_force": not has_ended and found.effective_start <= now(),
        "is_theirs": is_theirs,
        "may_see_certificates": is_theirs or may(request.user, Action.MANAGE_LIBRARY),
        "may_terminate": is_theirs and not has_ended and not found.is_offline,
    }
    return render(request, "portal/agreement_signed.html", context)


@require_GET
@needs(Action.SIGN_AGREEMENTS)
@shows_damage
def document(request: SignedInRequest, signed_id: str) -> HttpResponse:
    """The executed copy, to the byte."""
    return exact_bytes(_visible(request, signed_id).document_id, PDF)


@require_http_methods(["GET", "POST"])
@needs(Action.SIGN_AGREEMENTS)
def end_as_customer(request: SignedInRequest, signed_id: str) -> HttpResponse:
    """Terminate an agreement that one's own company signed."""
    found = _visible(request, signed_id)
    if found.customer_id != request.user.customer_id or found.revision is None:
        raise Http404
    form = TickForm(found.revision.terminate_terms, request.POST or None)
    if form.is_valid():
        ticked, name, caller = form.ticked(), form.signature(), portal_caller(request)
        try:
            terminate(found, ticked=ticked, by=name, caller=caller, now=now())
        except CannotTerminate as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{found.name} is terminated. It stays here as a record.")
        return redirect("agreement-signed", signed_id)
    return render(request, "portal/agreement_terminate.html", {"one": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_AGREEMENTS)
def end_as_company(request: SignedInRequest, signed_id: str) -> HttpResponse:
    """End an agreement with a customer, and say why."""
    found = _visible(request, signed_id)
    form = EndForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            end_agreement(found, reason=reason, actor=request.user.email, now=now())
        except EndRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{found.name} has ended. It stays here as a record.")
        return redirect("agreement-signed", signed_id)
    return render(request, "portal/agreement_end.html", {"one": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_AGREEMENTS)
def record_paper(request: SignedInRequest) -> HttpResponse:
    """Keep an agreement that was signed on paper."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        customer = form.cleaned_data["customer"]
        try:
            kept = record_offline(customer, form.paper(), actor=request.user.email, now=now())
        except PaperRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{kept.name} is recorded.")
            return redirect("agreement-signed", kept.customer_agreement_id)
    return render(request, "portal/agreement_paper.html", {"form": form})


def _visible(request: SignedInRequest, signed_id: str) -> CustomerAgreement:
    visible = CustomerAgreement.objects.visible_to(request.user).newest_first()
    return get_object_or_404(visible, customer_agreement_id=signed_id)
