"""Access keys: one's own, and everybody's for those who keep the customers."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.access_keys.issue import MOST_KEYS, IssuedKey, KeyRefused, issue
from artifact.access_keys.revoke import revoke as revoke_key
from artifact.access_keys.rotate import rotate as rotate_key
from artifact.clock import now
from artifact.customers.directory import keys_visible_to
from artifact.portal.access_form import KeyForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.grant_form import end_of
from artifact.portal.paged import paged
from artifact.users.policy import Action, may


@require_http_methods(["GET", "POST"])
@needs(Action.HOLD_ACCESS_KEYS)
def access_keys(request: SignedInRequest) -> HttpResponse:
    """One's own keys; what is posted here issues another."""
    form = KeyForm(request.POST or None)
    if form.is_valid():
        try:
            issued = issue(
                request.user,
                actor=request.user.email,
                now=now(),
                description=form.cleaned_data["description"],
                expires_at=end_of(form.cleaned_data["ends_on"]),
            )
        except KeyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _shown_once(request, issued)
    context = {
        "form": form,
        "keys": keys_visible_to(request.user, is_manager=False),
        "endpoint": _endpoint(),
        "most": MOST_KEYS,
        "now": now(),
    }
    return render(request, "portal/access_keys.html", context)


@require_POST
@needs(Action.HOLD_ACCESS_KEYS)
def rotate(request: SignedInRequest, key_id: str) -> HttpResponse:
    """A new key beside one's own one, which holds until it is revoked."""
    key = get_object_or_404(keys_visible_to(request.user, is_manager=False), key_id=key_id)
    try:
        issued = rotate_key(key, actor=request.user.email, now=now())
    except KeyRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("access-keys")
    return _shown_once(request, issued)


@require_POST
@needs(Action.HOLD_ACCESS_KEYS)
def revoke(request: SignedInRequest, key_id: str) -> HttpResponse:
    """Take a key out of use, at once: one's own, or anybody's by a manager."""
    is_manager = may(request.user, Action.MANAGE_CUSTOMERS)
    key = get_object_or_404(keys_visible_to(request.user, is_manager=is_manager), key_id=key_id)
    if revoke_key(key, actor=request.user.email, now=now()):
        messages.success(request, f"{key} signs nothing any more.")
    else:
        messages.error(request, f"{key} was revoked before.")
    is_own = key.user_id == request.user.pk
    return redirect("access-keys" if is_own else "everybodys-access-keys")


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def everybodys(request: SignedInRequest) -> HttpResponse:
    """Every key with its owner and last use."""
    page = paged(request, keys_visible_to(request.user, is_manager=True))
    return render(request, "portal/access_keys_all.html", {"page": page, "now": now()})


def _shown_once(request: SignedInRequest, issued: IssuedKey) -> HttpResponse:
    """The page with the secret; nothing of it is kept by browser or server."""
    context = {
        "key": issued.key,
        "secret": issued.secret,
        "endpoint": _endpoint(),
        "commands": _commands(issued),
    }
    return render(request, "portal/access_key_issued.html", context)


def _commands(issued: IssuedKey) -> str:
    """What to type once, so that the aws command asks here."""
    settings_of_profile = {
        "aws_access_key_id": issued.key.key_id,
        "aws_secret_access_key": f"'{issued.secret}'",
        "region": "us-east-1",
        "endpoint_url": _endpoint(),
    }
    lines = [
        f"aws configure set {name} {value} --profile artifact"
        for name, value in settings_of_profile.items()
    ]
    return "\n".join([*lines, "aws artifact list-reports --profile artifact"])


def _endpoint() -> str:
    return urljoin(settings.SITE_URL, "/aws")
