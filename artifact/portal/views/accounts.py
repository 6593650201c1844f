"""Accounts: list, connect, read now."""

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from artifact.accounts.connect import ConnectionRefused, connect_account
from artifact.accounts.schedule import ScheduleInvalid, schedule_of
from artifact.clock import now
from artifact.portal.forms import AccountForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.tasks import hint_collection
from artifact.users.policy import Action
from compliance.evidence.start import CollectionAlreadyRunning, CollectionRefused, start
from compliance.models import Account, Collection


@require_GET
@needs(Action.READ_RUNS)
def accounts(request: SignedInRequest) -> HttpResponse:
    """Every connected account and when it was last read."""
    found = Account.objects.annotate(last_read_at=Max("collections__finished_at"))
    return render(request, "portal/accounts.html", {"accounts": found.order_by("name")})


@needs(Action.CONNECT_ACCOUNT)
def connect(request: SignedInRequest) -> HttpResponse:
    """Connect an account, or change one."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = connect_account(form.given(), actor=request.user.email, now=now())
        except (ConnectionRefused, ScheduleInvalid) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Connected {account}.")
            return redirect("account", account.account_id)
    return render(request, "portal/account_connect.html", {"form": form})


@require_GET
@needs(Action.READ_RUNS)
def account(request: SignedInRequest, account_id: str) -> HttpResponse:
    """One account: how it is reached, its schedule and its runs."""
    found = get_object_or_404(Account, account_id=account_id)
    runs = Collection.objects.filter(account=found).newest_first()
    return render(
        request,
        "portal/account.html",
        {"account": found, "runs": runs[:20], "schedule": schedule_of(found)},
    )


@require_POST
@needs(Action.START_COLLECTION)
def collect(request: SignedInRequest, account_id: str) -> HttpResponse:
    """Read the account now, or show the run that is at it already."""
    found = Account.objects.filter(account_id=account_id).first()
    if found is None:
        raise Http404
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
