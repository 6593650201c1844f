"""Customers' people and auditors: invited, looked at, removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.customers.directory import grants_newest_first, keys_visible_to, people_outside
from artifact.customers.invite import invite as invite_person
from artifact.customers.models import Invitation
from artifact.customers.open_invitation import InvitationRefused
from artifact.customers.remove_member import NotRemoved, remove_member
from artifact.customers.withdraw_invitation import withdraw_invitation
from artifact.library.models import Download
from artifact.portal.customer_form import InviteForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.tasks import hint_mail
from artifact.users.models import Customer
from artifact.users.policy import Action

SHOWN = 20


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody outside."""
    return render(request, "portal/people.html", {"page": paged(request, people_outside())})


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them: invitations, grants, keys, what they took."""
    found = get_object_or_404(people_outside(), pk=pk)
    taken = Download.objects.filter(user=found).select_related("version__report")
    return render(
        request,
        "portal/person.html",
        {
            "person": found,
            "invitations": Invitation.objects.filter(user=found).newest_first(),
            "grants": grants_newest_first(now=now()).filter(user=found),
            "keys": keys_visible_to(request.user, is_manager=True).filter(user=found),
            "downloads": taken.order_by("-at", "-pk")[:SHOWN],
            "now": now(),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite somebody; `?customer=` names the customer beforehand."""
    named = Customer.objects.filter(customer_id=request.GET.get("customer", "")).first()
    form = InviteForm(request.POST or None, initial={"customer": named})
    if form.is_valid():
        try:
            invitation = invite_person(form.invitee(), actor=request.user.email, now=now())
        except InvitationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            hint_mail()
            messages.success(request, f"The invitation to {invitation.user} is on its way.")
            return redirect("person", invitation.user_id)
    return render(request, "portal/invite.html", {"form": form, "customer": named})


@require_POST
@needs(Action.MANAGE_CUSTOMERS)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a person out."""
    found = get_object_or_404(people_outside(), pk=pk)
    try:
        remove_member(found, actor=request.user.email, now=now())
    except NotRemoved as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found} is out, with every session and key.")
    return redirect("person", pk)


@require_POST
@needs(Action.MANAGE_CUSTOMERS)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation, pk=pk)
    if withdraw_invitation(found, actor=request.user.email, now=now()):
        messages.success(request, "The invitation lets nobody in any more.")
    else:
        messages.error(request, "The invitation was used or withdrawn before.")
    return redirect("person", found.user_id)
