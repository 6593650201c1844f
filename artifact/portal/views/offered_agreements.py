"""Agreements on offer, as those who keep them see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.agreements.compare_revisions import compare_revisions
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.draft import DraftRefused
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.offer_agreement import offer_agreement
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.agreements.wording import PDF
from artifact.clock import now
from artifact.portal.damaged import shows_damage
from artifact.portal.exact import exact_bytes
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.offers_form import DraftForm, OfferForm
from artifact.users.policy import Action

DOCUMENTS = {"agreement": "document_id", "non-disclosure": "nda_id"}
LATEST = 20


@require_GET
@needs(Action.MANAGE_AGREEMENTS)
def offered(request: SignedInRequest) -> HttpResponse:
    """Every agreement with its newest revision and how many customers it binds."""
    rows = Agreement.objects.with_numbers(now=now())
    return render(request, "portal/agreements_offered.html", {"agreements": rows})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_AGREEMENTS)
def offer(request: SignedInRequest) -> HttpResponse:
    """Offer a new agreement."""
    form = OfferForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        actor = request.user.email
        try:
            first = offer_agreement(form.offer(), form.draft(), actor=actor, now=now())
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It can be signed from now on.")
            return redirect("agreement-offered", first.agreement.agreement_id)
    return render(request, "portal/agreement_offer.html", {"form": form})


@require_GET
@needs(Action.MANAGE_AGREEMENTS)
def agreement(request: SignedInRequest, agreement_id: str) -> HttpResponse:
    """One agreement: its revisions, and who signed which."""
    found = _agreement(agreement_id)
    signed = CustomerAgreement.objects.filter(agreement=found).newest_first()
    context = {
        "agreement": found,
        "revisions": found.revisions.order_by("-number").defer("text"),
        "signed": signed.standing(now=now())[:LATEST],
        "latest": LATEST,
    }
    return render(request, "portal/agreement_offered.html", context)


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_AGREEMENTS)
@shows_damage
def revise(request: SignedInRequest, agreement_id: str) -> HttpResponse:
    """Publish a new revision."""
    found = _agreement(agreement_id)
    newest = found.revisions.order_by("-number").first()
    form = DraftForm(request.POST or None, request.FILES or None, newest=newest)
    if form.is_valid():
        try:
            made = revise_agreement(found, form.draft(), actor=request.user.email, now=now())
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Revision {made.number} is signed from now on.")
            return redirect("agreement-offered", agreement_id)
    return render(request, "portal/agreement_revise.html", {"form": form, "agreement": found})


@require_POST
@needs(Action.MANAGE_AGREEMENTS)
def withdraw(request: SignedInRequest, agreement_id: str) -> HttpResponse:
    """Offer an agreement no longer."""
    if withdraw_agreement(_agreement(agreement_id), actor=request.user.email, now=now()):
        messages.success(request, "It is offered no longer. What was signed stays in force.")
    else:
        messages.info(request, "It was withdrawn already.")
    return redirect("agreement-offered", agreement_id)


@require_GET
@needs(Action.MANAGE_AGREEMENTS)
@shows_damage
def document(request: SignedInRequest, agreement_id: str, number: int, which: str) -> HttpResponse:
    """The agreement of a revision, or what goes before it, to the byte."""
    revision = _revision(agreement_id, number)
    return exact_bytes(getattr(revision, DOCUMENTS[which]), PDF)


@require_GET
@needs(Action.MANAGE_AGREEMENTS)
def compare(request: SignedInRequest, agreement_id: str, old: int, new: int) -> HttpResponse:
    """What changed from one revision to another."""
    before, after = _revision(agreement_id, old), _revision(agreement_id, new)
    context = {
        "before": before,
        "after": after,
        "agreement": after.agreement,
        "lines": compare_revisions(before, after),
    }
    return render(request, "portal/agreement_compare.html", context)


def _agreement(agreement_id: str) -> Agreement:
    return get_object_or_404(Agreement, agreement_id=agreement_id)


def _revision(agreement_id: str, number: int) -> AgreementRevision:
    revisions = AgreementRevision.objects.select_related("agreement")
    return get_object_or_404(revisions, agreement__agreement_id=agreement_id, number=number)
