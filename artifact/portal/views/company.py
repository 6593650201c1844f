"""What people outside see of themselves: colleagues, access, what they took and accepted."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from artifact.agreements.models import Acceptance
from artifact.clock import now
from artifact.customers.directory import people_outside
from artifact.customers.invite import invite_colleague
from artifact.customers.open_invitation import InvitationRefused
from artifact.library.models import Download
from artifact.portal.customer_form import ColleagueForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.tasks import hint_mail
from artifact.users.models import Grant
from artifact.users.policy import Action

SHOWN = 10


@require_GET
@needs(Action.READ_REPORTS)
def company(request: SignedInRequest) -> HttpResponse:
    """The person's company, or the person alone who has none."""
    return _shown(request, ColleagueForm())


@require_GET
@needs(Action.READ_REPORTS)
def downloads(request: SignedInRequest) -> HttpResponse:
    """Every copy that the company's people, or the person, took."""
    page = paged(request, _downloads(request))
    return render(request, "portal/company_downloads.html", {"page": page})


@require_GET
@needs(Action.READ_REPORTS)
def acceptances(request: SignedInRequest) -> HttpResponse:
    """Everything that the company's people, or the person, accepted."""
    page = paged(request, _acceptances(request))
    return render(request, "portal/company_acceptances.html", {"page": page})


@require_POST
@needs(Action.READ_REPORTS)
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite a colleague, by an address of the company's mail domains."""
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            invite_colleague(form.cleaned_data["email"], by=request.user, now=now())
        except InvitationRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            hint_mail()
            messages.success(request, "The invitation is on its way.")
            return redirect("company")
    return _shown(request, form)


def _shown(request: SignedInRequest, form: ColleagueForm) -> HttpResponse:
    customer = request.user.customer
    grants = Grant.objects.held_by(request.user).in_force(now=now())
    context = {
        "customer": customer,
        "form": form,
        "people": people_outside().filter(customer=customer) if customer else (),
        "grants": grants.select_related("account", "customer", "user").order_by("pk"),
        "downloads": _downloads(request)[:SHOWN],
        "acceptances": _acceptances(request)[:SHOWN],
    }
    return render(request, "portal/company.html", context)


def _downloads(request: SignedInRequest) -> QuerySet[Download]:
    rows = Download.objects.filter(_ours(request)).select_related("version__report")
    return rows.order_by("-at", "-pk")


def _acceptances(request: SignedInRequest) -> QuerySet[Acceptance]:
    return Acceptance.objects.filter(_ours(request)).newest_first()


def _ours(request: SignedInRequest) -> Q:
    own = Q(user=request.user)
    return own | Q(customer=request.user.customer) if request.user.customer_id else own
