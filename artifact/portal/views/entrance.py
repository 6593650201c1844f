"""The pages before signing in: asking for access, proving a mailbox, accepting an invitation.

They say the same of every address; what is known of one stands in the letter to it alone.
"""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from artifact.clock import now
from artifact.customers.accept_invitation import (
    InvitationInvalid,
    PasswordRefused,
    accept_invitation,
    invitation_of,
)
from artifact.customers.ask_for_access import ask_for_access
from artifact.customers.prove_mailbox import LetterInvalid, prove_mailbox, unproven
from artifact.portal.access_form import AskForm, ComeInForm
from artifact.portal.refused import show_refusal
from artifact.tasks import hint_mail

GONE, TOO_OFTEN = 410, 429


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form with which anybody asks for access."""
    form = AskForm(request.POST or None)
    if not form.is_valid():
        return render(request, "portal/ask.html", {"form": form})
    if not ratelimit.consume(request, action="ask_for_access"):
        said = "Too many requests came from your network. Try again in an hour."
        return _refused(request, "Try again later", said, TOO_OFTEN)
    # Nobody's mailbox is flooded, and the page does not say that it was spared.
    if ratelimit.consume(request, action="letter", key=form.cleaned_data["email"].lower()):
        ask_for_access(form.asked(), now=now())
        hint_mail()
    return redirect("ask-sent")


@require_GET
@login_not_required
@never_cache
def ask_sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody who asked."""
    return render(request, "portal/ask_sent.html")


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the letter. It needs a click, since mail programs open addresses too."""
    try:
        if request.method == "GET":
            return render(request, "portal/prove.html", {"asked": unproven(token, now=now())})
        invited = prove_mailbox(token, now=now())
    except LetterInvalid as refusal:
        return _refused(request, "This address proves nothing", str(refusal), GONE)
    return redirect("invitation", invited) if invited else redirect("ask-waits")


@require_GET
@login_not_required
@never_cache
def ask_waits(request: HttpRequest) -> HttpResponse:
    """What follows after the mailbox is proven."""
    return render(request, "portal/ask_waits.html")


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The address in an invitation: name and password, once."""
    form = ComeInForm(request.POST or None)
    try:
        person = invitation_of(token, now=now()).user
        form.fields["name"].initial = person.name
        if form.is_valid():
            clean = form.cleaned_data
            accept_invitation(token, name=clean["name"], password=clean["password"], now=now())
            messages.success(request, "Welcome. Sign in with your new password.")
            return redirect("account_login")
    except InvitationInvalid as refusal:
        return _refused(request, "This invitation lets nobody in", str(refusal), GONE)
    except PasswordRefused as refusal:
        show_refusal(form, {"password": refusal.reasons})
    return render(request, "portal/invitation.html", {"form": form, "person": person})


def _refused(request: HttpRequest, heading: str, said: str, status: int) -> HttpResponse:
    context = {"heading": heading, "said": said}
    return render(request, "portal/entrance_refused.html", context, status=status)
