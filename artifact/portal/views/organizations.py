"""Organisations: which accounts there are, and which of them are connected."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.accounts.connect import ConnectionRefused
from artifact.accounts.connect_member import connect_member
from artifact.accounts.follow_organization import follow_organization
from artifact.accounts.schedule import ScheduleInvalid
from artifact.accounts.standing import standings
from artifact.clock import now
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.organization_form import OrganizationForm
from artifact.users.policy import Action
from compliance.models import Account, Member, Organization


@require_GET
@needs(Action.READ_RUNS)
def organization(request: SignedInRequest, account_id: str) -> HttpResponse:
    """The accounts of an organisation, as one of them listed them last."""
    found = get_object_or_404(
        Organization.objects.select_related("source"), source__account_id=account_id
    )
    return render(
        request,
        "portal/organization.html",
        {"organization": found, "standings": standings(found)},
    )


@require_http_methods(["GET", "POST"])
@needs(Action.CONNECT_ACCOUNT)
def follow(request: SignedInRequest, account_id: str) -> HttpResponse:
    """Say how the accounts of an account's organisation are connected."""
    source = get_object_or_404(Account, account_id=account_id)
    form = OrganizationForm.of(source, request.POST or None)
    if form.is_valid():
        try:
            follow_organization(source, form.given(), actor=request.user.email, now=now())
        except (ConnectionRefused, ScheduleInvalid) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Its accounts are listed at each of its runs from now on.")
            return redirect("organization", account_id)
    heading = f"Follow the organisation of {source.name}"
    return render(
        request,
        "portal/account_form.html",
        {"form": form, "heading": heading, "about": form.about},
    )


@require_POST
@needs(Action.CONNECT_ACCOUNT)
def connect(request: SignedInRequest, account_id: str, member_id: str) -> HttpResponse:
    """Connect an account that was listed."""
    member = get_object_or_404(
        Member, organization__source__account_id=account_id, account_id=member_id
    )
    if Account.objects.filter(account_id=member_id).exists():
        messages.info(request, f"{member} is connected already.")
        return redirect("organization", account_id)
    try:
        account = connect_member(member, actor=request.user.email, now=now())
    except (ConnectionRefused, ScheduleInvalid) as error:
        messages.error(request, f"{member} was not connected. {error}")
    else:
        messages.success(request, f"{account} is connected.")
    return redirect("organization", account_id)
