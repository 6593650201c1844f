"""What a customer may sign: read, accepted and signed step by step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from artifact.agreements.accept_nda import accept_nda
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.execute import CannotSign, execute
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.on_offer import on_offer
from artifact.agreements.read_agreement import read_agreement
from artifact.agreements.read_nda import read_nda
from artifact.agreements.steps import NotOffered, StepMissing, nda_acceptance
from artifact.agreements.wording import PDF
from artifact.clock import now
from artifact.portal.agreements_form import NdaForm, SignForm
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.exact import exact_bytes
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.models import Customer
from artifact.users.policy import Action, may

Level = Agreement.Subject


@require_GET
@needs(Action.SIGN_AGREEMENTS)
def agreements(request: SignedInRequest, level: Level) -> HttpResponse:
    """What the customer can sign, and what it has signed, at one level."""
    customer = request.user.customer
    if customer is None and may(request.user, Action.MANAGE_AGREEMENTS):
        return redirect("agreements-offered")
    context: dict[str, object] = {"level": level, "customer": customer}
    if customer and not customer.is_closed:
        signed = CustomerAgreement.objects.covering(customer).filter(level=level)
        context |= {
            "offers": on_offer(customer, level, now=now()),
            "signed": signed.newest_first().standing(now=now()),
            "may_sign": level == Level.ACCOUNT or customer.manages_organization,
        }
    return render(request, "portal/agreements.html", context)


@require_GET
@needs(Action.SIGN_AGREEMENTS)
def review(request: SignedInRequest, agreement_id: str, level: Level) -> HttpResponse:
    """The step of signing at which the person stands."""
    return _page(request, _newest(request, agreement_id, level), level)


@require_POST
@needs(Action.SIGN_AGREEMENTS)
def agree_to_nda(request: SignedInRequest, agreement_id: str, level: Level) -> HttpResponse:
    """Accept the non-disclosure agreement, which opens the agreement."""
    newest = _newest(request, agreement_id, level)
    form = NdaForm(request.POST)
    if not form.is_valid():
        return _page(request, newest, level, form)
    try:
        _require_shown(newest, form)
        accept_nda(newest, by=form.signature(), caller=portal_caller(request), now=now())
    except StepMissing as refusal:
        form.add_error(None, str(refusal))
        return _page(request, newest, level, form)
    except NotOffered as refusal:
        messages.error(request, str(refusal))
    return redirect("agreement-review", level, agreement_id)


@require_POST
@needs(Action.SIGN_AGREEMENTS)
def sign(request: SignedInRequest, agreement_id: str, level: Level) -> HttpResponse:
    """Sign the agreement, with every sentence ticked."""
    newest = _newest(request, agreement_id, level)
    form = SignForm.of(newest, request.POST)
    if not form.is_valid():
        return _page(request, newest, level, form)
    try:
        _require_shown(newest, form)
        signed = execute(
            newest,
            level=level,
            ticked=form.ticked(),
            by=form.signature(),
            caller=portal_caller(request),
            now=now(),
        )
    except StepMissing as refusal:
        form.add_error(None, str(refusal))
        return _page(request, newest, level, form)
    except (NotOffered, CannotSign) as refusal:
        messages.error(request, str(refusal))
        return redirect("agreement-review", level, agreement_id)
    messages.success(request, f"{signed.name} is active.")
    return redirect("agreement-signed", signed.customer_agreement_id)


@require_GET
@needs(Action.SIGN_AGREEMENTS)
@shows_damage
def nda(request: SignedInRequest, revision_id: str) -> HttpResponse:
    """The non-disclosure agreement of a revision, to the byte."""
    revision = _offered(request, revision_id)
    try:
        document = read_nda(revision, caller=portal_caller(request), now=now())
    except NotOffered as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements")
    return exact_bytes(document.pk, PDF)


@require_GET
@needs(Action.SIGN_AGREEMENTS)
@shows_damage
def document(request: SignedInRequest, revision_id: str) -> HttpResponse:
    """The agreement of a revision, to the byte, for those who accepted what goes before it."""
    revision = _offered(request, revision_id)
    try:
        document = read_agreement(revision, caller=portal_caller(request), now=now())
    except StepMissing as error:
        raise Http404 from error
    except NotOffered as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements")
    return exact_bytes(document.pk, PDF)


def _page(
    request: SignedInRequest,
    revision: AgreementRevision,
    level: Level,
    form: NdaForm | SignForm | None = None,
) -> HttpResponse:
    """Step one until its acceptance is there, then step two."""
    accepted = nda_acceptance(revision, caller=portal_caller(request))
    blank = NdaForm(initial={"revision": revision.revision_id})
    if accepted and not isinstance(form, SignForm):
        form = SignForm.of(revision)
    context = {
        "revision": revision,
        "agreement": revision.agreement,
        "level": level,
        "customer": request.user.customer,
        "accepted": accepted,
        "form": form or blank,
    }
    return render(request, "portal/agreement_review.html", context)


def _require_shown(newest: AgreementRevision, form: NdaForm | SignForm) -> None:
    """Take no yes to another revision than the page showed."""
    if form.cleaned_data["revision"] != newest.revision_id:
        raise NotOffered(f"{newest.agreement.name} was revised. Read its newest revision.")


def _newest(request: SignedInRequest, agreement_id: str, level: Level) -> AgreementRevision:
    """The revision that the person could sign at this level."""
    customer = _customer(request)
    found = AgreementRevision.objects.newest_of(agreement_id)
    if found is None or level not in found.agreement.subjects:
        raise Http404
    if level == Level.ORGANIZATION and not customer.manages_organization:
        raise Http404
    return found


def _offered(request: SignedInRequest, revision_id: str) -> AgreementRevision:
    _customer(request)
    found = AgreementRevision.objects.select_related("agreement", "nda", "document")
    revision = found.filter(revision_id=revision_id).first()
    if revision is None:
        raise Http404
    return revision


def _customer(request: SignedInRequest) -> Customer:
    customer = request.user.customer
    if customer is None or customer.is_closed:
        raise Http404
    return customer
