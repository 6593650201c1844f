"""Accounts: list, connect, read now."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.accounts.connect import ConnectionRefused, connect_account
from artifact.accounts.schedule import ScheduleInvalid, schedule_of
from artifact.clock import now
from artifact.portal.forms import AccountForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.tasks import hint_collection
from artifact.users.policy import Action
from compliance.evidence.start import CollectionAlreadyRunning, CollectionRefused, start
from compliance.models import Account, Collection, Organization


@require_GET
@needs(Action.READ_RUNS)
def accounts(request: SignedInRequest) -> HttpResponse:
    """Every connected account and when it was last read."""
    found = Account.objects.annotate(last_read_at=Max("collections__finished_at"))
    organizations = Organization.objects.select_related("source").order_by("organization_id")
    return render(
        request,
        "portal/accounts.html",
        {"accounts": found.order_by("name"), "organizations": organizations},
    )


@require_http_methods(["GET", "POST"])
@needs(Action.CONNECT_ACCOUNT)
def connect(request: SignedInRequest) -> HttpResponse:
    """Connect an account that is not connected yet."""
    form = AccountForm(request.POST or None)
    if form.is_valid() and _is_connected(form.cleaned_data["account_id"]):
        form.add_error("account_id", "It is connected already. Change it on its own page.")
    return _take(request, form, "Connect an account")


@require_http_methods(["GET", "POST"])
@needs(Action.CONNECT_ACCOUNT)
def change(request: SignedInRequest, account_id: str) -> HttpResponse:
    """Change how a connected account is reached, and when it is read."""
    found = get_object_or_404(Account, account_id=account_id)
    return _take(request, AccountForm.of(found, request.POST or None), f"Change {found.name}")


@require_GET
@needs(Action.READ_RUNS)
def account(request: SignedInRequest, account_id: str) -> HttpResponse:
    """One account: how it is reached, its schedule and its runs."""
    found = get_object_or_404(Account, account_id=account_id)
    runs = Collection.objects.filter(account=found).newest_first()
    return render(
        request,
        "portal/account.html",
        {
            "account": found,
            "runs": runs[:20],
            "schedule": schedule_of(found),
            "organization": Organization.objects.filter(source=found).first(),
        },
    )


@require_POST
@needs(Action.START_COLLECTION)
def collect(request: SignedInRequest, account_id: str) -> HttpResponse:
    """Read the account now, or show the run that is at it already."""
    found = get_object_or_404(Account, account_id=account_id)
    try:
        collection = start(found, requested_by=request.user.email, now=now())
    except CollectionAlreadyRunning as running:
        messages.info(request, str(running))
        return redirect("run", running.running.pk)
    except CollectionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("account", account_id)
    hint_collection(collection)
    return redirect("run", collection.pk)


def _is_connected(account_id: str) -> bool:
    return Account.objects.filter(account_id=account_id).exists()


def _take(request: SignedInRequest, form: AccountForm, heading: str) -> HttpResponse:
    """Use what was posted, or show the form with what is wrong."""
    if form.is_valid():
        try:
            account = connect_account(form.given(), actor=request.user.email, now=now())
        except (ConnectionRefused, ScheduleInvalid) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{account} is connected.")
            return redirect("account", account.account_id)
    return render(request, "portal/account_form.html", {"form": form, "heading": heading})
