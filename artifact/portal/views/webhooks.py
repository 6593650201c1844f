"""Programs that are called: added, tried, given a new secret, and what they answered."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.notifications.add_webhook import NewSecret, WebhookRefused, add_webhook
from artifact.notifications.models import Webhook
from artifact.notifications.remove_webhook import remove_webhook
from artifact.notifications.resume_webhook import resume_webhook
from artifact.notifications.rotate_secret import rotate_secret
from artifact.notifications.try_webhook import try_webhook
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.notifications_form import WebhookForm
from artifact.tasks import hint_delivery
from artifact.users.policy import Action

PAGE_SIZE = 25


@require_http_methods(["GET", "POST"])
@needs(Action.SUBSCRIBE)
def add(request: SignedInRequest) -> HttpResponse:
    """Add a webhook; its secret is shown once."""
    form = WebhookForm(request.POST or None)
    if form.is_valid():
        try:
            added = add_webhook(
                request.user,
                form.cleaned_data["url"],
                description=form.cleaned_data["description"],
                allow_loopback=settings.WEBHOOKS_TO_LOOPBACK,
                now=now(),
            )
        except WebhookRefused as refusal:
            form.add_error("url", str(refusal))
        else:
            return _secret(request, added)
    return render(request, "portal/webhook_form.html", {"form": form})


@require_GET
@needs(Action.SUBSCRIBE)
def webhook(request: SignedInRequest, pk: int) -> HttpResponse:
    """A webhook with its log; htmx asks for the log alone while something is under way."""
    mine = _mine(request, pk)
    log = mine.deliveries.select_related("notice").prefetch_related("attempts")
    page = Paginator(log.order_by("-created_at", "-pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {"webhook": mine, "page": page, "is_moving": any(one.is_first_try for one in page)}
    part = "portal/webhook_log.html" if request.htmx else "portal/webhook.html"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, part, context)


@require_POST
@needs(Action.SUBSCRIBE)
def test(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call it once."""
    hint_delivery(try_webhook(_mine(request, pk), now=now()))
    return redirect("webhook", pk)


@require_POST
@needs(Action.SUBSCRIBE)
def rotate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it a new secret, which is shown once."""
    return _secret(request, rotate_secret(_mine(request, pk), actor=request.user.email, now=now()))


@require_POST
@needs(Action.SUBSCRIBE)
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call it again after it was disabled."""
    resume_webhook(_mine(request, pk), actor=request.user.email, now=now())
    messages.success(request, "It is called again from now on.")
    return redirect("webhook", pk)


@require_POST
@needs(Action.SUBSCRIBE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it away."""
    remove_webhook(_mine(request, pk), actor=request.user.email, now=now())
    messages.success(request, "The webhook is removed.")
    return redirect("notification-settings")


def _mine(request: SignedInRequest, pk: int) -> Webhook:
    return get_object_or_404(Webhook.objects.kept(), pk=pk, user=request.user)


def _secret(request: SignedInRequest, made: NewSecret) -> HttpResponse:
    return render(
        request, "portal/webhook_secret.html", {"webhook": made.webhook, "secret": made.secret}
    )
