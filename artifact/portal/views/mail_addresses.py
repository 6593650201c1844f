"""Where mail is sent: addresses, each proven by a link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from artifact.clock import now
from artifact.notifications.add_address import AddressRefused, add_address
from artifact.notifications.models import MailAddress
from artifact.notifications.proof import ProofInvalid, proven_by
from artifact.notifications.prove_address import prove_address
from artifact.notifications.remove_address import remove_address
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.notifications_form import AddressForm
from artifact.tasks import hint_delivery
from artifact.users.policy import Action


@require_POST
@needs(Action.SUBSCRIBE)
def add(request: SignedInRequest) -> HttpResponse:
    """Add an address, or send its link again."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write a whole mail address.")
        return redirect("notification-settings")
    try:
        added = add_address(request.user, form.cleaned_data["address"], now=now())
    except AddressRefused as refusal:
        messages.error(request, str(refusal))
    else:
        hint_delivery(added.delivery)
        messages.success(request, f"A link is sent to {added.address}. Open it to confirm.")
    return redirect("notification-settings")


@require_POST
@needs(Action.SUBSCRIBE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an address away."""
    mine = get_object_or_404(MailAddress, pk=pk, user=request.user)
    remove_address(mine, actor=request.user.email, now=now())
    messages.success(request, f"Nothing is sent to {mine.address} any more.")
    return redirect("notification-settings")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to; opening it changes nothing, since mail filters do that too.

    It needs no sign-in: the mailbox may be one that several people read.
    """
    try:
        address = prove_address(token, now=now()) if request.method == "POST" else proven_by(token)
    except ProofInvalid as refusal:
        return render(request, "portal/address_prove.html", {"refusal": refusal}, status=403)
    return render(request, "portal/address_prove.html", {"address": address})
