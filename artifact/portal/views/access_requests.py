"""Requests for access: decided by those who keep the customers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.customers.decide_request import NotWaiting, approve_request, refuse_request
from artifact.customers.models import AccessRequest
from artifact.customers.open_invitation import InvitationRefused
from artifact.portal.access_form import ApproveForm, RefuseForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.portal.refused import show_refusal
from artifact.tasks import hint_mail
from artifact.users.give_grant import GrantRefused
from artifact.users.policy import Action


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def access_requests(request: SignedInRequest) -> HttpResponse:
    """Every request whose mailbox is proven; those that wait first."""
    page = paged(request, AccessRequest.objects.proven().newest_first())
    return render(request, "portal/access_requests.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def access_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request; what is posted here approves it."""
    found = get_object_or_404(AccessRequest.objects.proven(), pk=pk)
    form = ApproveForm(request.POST or None)
    if form.is_valid():
        try:
            approve_request(found, form.approval(now=now()), actor=request.user.email, now=now())
        except GrantRefused as refusal:
            show_refusal(form, refusal.errors)
        except InvitationRefused as refusal:
            form.add_error("customer", str(refusal))
        except NotWaiting as refusal:
            messages.error(request, str(refusal))
            return redirect("access-request", pk)
        else:
            return _decided(request, f"{found.email} is invited.")
    return _shown(request, found, form, RefuseForm())


@require_POST
@needs(Action.MANAGE_CUSTOMERS)
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Refuse a request, with the reason."""
    found = get_object_or_404(AccessRequest.objects.proven(), pk=pk)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, ApproveForm(), form)
    try:
        refuse_request(
            found, reason=form.cleaned_data["reason"], actor=request.user.email, now=now()
        )
    except NotWaiting as refusal:
        messages.error(request, str(refusal))
        return redirect("access-request", pk)
    return _decided(request, f"{found.email} is told why not.")


def _shown(
    request: SignedInRequest, found: AccessRequest, approve: ApproveForm, refuse: RefuseForm
) -> HttpResponse:
    return render(
        request,
        "portal/access_request.html",
        {"asked": found, "form": approve, "refuse": refuse, "words": approve.words()},
    )


def _decided(request: SignedInRequest, said: str) -> HttpResponse:
    hint_mail()
    messages.success(request, said)
    return redirect("access-requests")
