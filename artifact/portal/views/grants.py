"""Grants: given and revoked by those who keep the customers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.customers.directory import grants_newest_first, people_outside
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.grant_form import GrantForm
from artifact.portal.paged import paged
from artifact.portal.refused import show_refusal
from artifact.users.give_grant import GrantRefused
from artifact.users.give_grant_once import give_grant_once
from artifact.users.models import Customer, Grant
from artifact.users.policy import Action
from artifact.users.revoke_grant import revoke_grant


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def grants(request: SignedInRequest) -> HttpResponse:
    """Every grant; those that hold first."""
    page = paged(request, grants_newest_first(now=now()))
    return render(request, "portal/grants.html", {"page": page, "now": now()})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_CUSTOMERS)
def give(request: SignedInRequest) -> HttpResponse:
    """Grant something; `?customer=` or `?person=` says to whom beforehand."""
    form = GrantForm(request.POST or None, initial=_named(request))
    if form.is_valid():
        try:
            made = give_grant_once(form.grant(now=now()), actor=request.user.email, now=now())
        except GrantRefused as refusal:
            show_refusal(form, refusal.errors)
        else:
            messages.success(request, "Granted.")
            return _back(made)
    return render(request, "portal/grant_form.html", {"form": form, "words": form.words()})


@require_POST
@needs(Action.MANAGE_CUSTOMERS)
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a grant back, at once."""
    found = get_object_or_404(Grant.objects.select_related("customer"), pk=pk)
    if revoke_grant(found, actor=request.user.email, now=now()):
        messages.success(request, "Revoked. It opens nothing any more.")
    else:
        messages.error(request, "It was revoked before.")
    return _back(found)


def _named(request: SignedInRequest) -> dict[str, object]:
    person = request.GET.get("person", "")
    return {
        "customer": Customer.objects.filter(customer_id=request.GET.get("customer", "")).first(),
        "user": people_outside().filter(pk=person).first() if person.isdecimal() else None,
    }


def _back(grant: Grant) -> HttpResponse:
    """To whom it is about."""
    if grant.customer:
        return redirect("customer", grant.customer.customer_id)
    return redirect("person", grant.user_id) if grant.user_id else redirect("grants")
