"""Terms: published by those who keep the library, accepted by those who read it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.agreements.certificate import certificate
from artifact.agreements.models import Acceptance, Term, TermVersion
from artifact.agreements.publish_term import TermRefused, publish_term
from artifact.agreements.withdraw_term import WithdrawnAlready, withdraw_term
from artifact.clock import now
from artifact.library.accept_terms import NoTerms, TermsChanged, accept_terms
from artifact.library.models import ReportVersion
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.exact import exact_bytes
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.terms_form import SignatureForm, TermForm
from artifact.users.policy import Action
from compliance.evidence.store import get


@require_GET
@needs(Action.MANAGE_LIBRARY)
def terms(request: SignedInRequest) -> HttpResponse:
    """Every term with its newest version and how often it was accepted."""
    return render(request, "portal/terms.html", {"terms": Term.objects.with_numbers()})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_LIBRARY)
def publish(request: SignedInRequest) -> HttpResponse:
    """Put a wording in force."""
    form = TermForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            version = publish_term(
                form.term_scope(),
                form.wording(),
                name=form.cleaned_data["name"],
                actor=request.user.email,
                now=now(),
            )
        except TermRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {version.number} is in force from now on.")
            return redirect("term", version.term.term_id)
    return render(request, "portal/term_form.html", {"form": form})


@require_GET
@needs(Action.MANAGE_LIBRARY)
def term(request: SignedInRequest, term_id: str) -> HttpResponse:
    """A term with all its versions and who accepted which."""
    found = get_object_or_404(Term, term_id=term_id)
    given = Acceptance.objects.filter(term_version__term=found).newest_first()
    return render(
        request,
        "portal/term.html",
        {"term": found, "versions": found.versions.order_by("-number"), "acceptances": given},
    )


@require_POST
@needs(Action.MANAGE_LIBRARY)
def withdraw(request: SignedInRequest, term_id: str) -> HttpResponse:
    """Take a term out of force."""
    try:
        withdraw_term(
            get_object_or_404(Term, term_id=term_id), actor=request.user.email, now=now()
        )
    except WithdrawnAlready as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "These terms hold no more. What was accepted stays.")
    return redirect("term", term_id)


@require_GET
@needs(Action.MANAGE_LIBRARY)
@shows_damage
def wording(request: SignedInRequest, term_id: str, number: int) -> HttpResponse:
    """The exact bytes of a version."""
    found = get_object_or_404(TermVersion, term__term_id=term_id, number=number)
    return exact_bytes(found.document_id, found.media_type)


@require_http_methods(["GET", "POST"])
@needs(Action.READ_REPORTS)
@shows_damage
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """The terms of a report version; accepted, they lead to the download."""
    version = _visible(request, pk)
    held = version.report.term()
    if held is None:
        return redirect("report-version", pk)
    form = SignatureForm(request.POST or None, initial={"document": held.document_id})
    if form.is_valid():
        try:
            accept_terms(
                version,
                document=form.cleaned_data["document"],
                by=form.signature(),
                caller=portal_caller(request),
                now=now(),
            )
        except NoTerms:
            return redirect("report-version", pk)
        except TermsChanged as refusal:
            messages.error(request, str(refusal))
            return redirect("report-terms", pk)
        onward = "?download" if "download" in request.GET else ""
        return redirect(f"{reverse('report-version', args=[pk])}{onward}")
    shown = get(held.document_id)
    return render(
        request,
        "portal/terms_accept.html",
        {"version": version, "held": held, "form": form, "text": _text(held, shown)},
    )


@require_GET
@needs(Action.READ_REPORTS)
@shows_damage
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The exact bytes of the terms that hold for a report version."""
    held = _visible(request, pk).report.term()
    if held is None:
        raise Http404
    return exact_bytes(held.document_id, held.media_type)


@require_GET
@needs()
@shows_damage
def acceptance_certificate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The certificate of an acceptance."""
    found = get_object_or_404(
        Acceptance.objects.visible_to(request.user).select_related("entry", "customer"), pk=pk
    )
    return HttpResponse(
        certificate(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="acceptance-{found.pk}.pdf"'},
    )


def _visible(request: SignedInRequest, pk: int) -> ReportVersion:
    return get_object_or_404(
        ReportVersion.objects.visible_to(request.user, now=now()).select_related("report"), pk=pk
    )


def _text(held: TermVersion, shown: bytes) -> str:
    return shown.decode() if held.media_type == "text/plain" else ""
