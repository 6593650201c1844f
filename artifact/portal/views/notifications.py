"""The inbox, what a person wants to be told, and what was sent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.notifications.audience import is_written_to
from artifact.notifications.mark_read import mark_read
from artifact.notifications.models import Delivery, Subscription
from artifact.notifications.subscribe import SubscriptionRefused, subscribe
from artifact.notifications.unsubscribe import unsubscribe
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.notifications_form import AddressForm, SubscriptionForm
from artifact.users.policy import Action

PAGE_SIZE = 50


@require_GET
@needs(Action.SUBSCRIBE)
def inbox(request: SignedInRequest) -> HttpResponse:
    """What the person was told, the newest first."""
    told = Delivery.objects.inbox_of(request.user)
    page = Paginator(told, PAGE_SIZE).get_page(request.GET.get("page"))
    has_subscriptions = request.user.subscriptions.exists()
    return render(
        request, "portal/inbox.html", {"page": page, "has_subscriptions": has_subscriptions}
    )


@require_POST
@needs(Action.SUBSCRIBE)
def read_all(request: SignedInRequest) -> HttpResponse:
    """Take every message for read."""
    mark_read(request.user, now=now())
    return redirect("inbox")


@require_GET
@needs(Action.SUBSCRIBE)
def open_message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead to what a message is about, which is read by that."""
    message = get_object_or_404(Delivery.objects.inbox_of(request.user), pk=pk)
    mark_read(request.user, now=now(), only=pk)
    return redirect(message.notice.path or "inbox")


@require_GET
@needs(Action.SUBSCRIBE)
def preferences(request: SignedInRequest) -> HttpResponse:
    """What is told, and the addresses and webhooks where."""
    mine = request.user.subscriptions.prefetch_related("addresses", "webhooks").order_by("pk")
    return render(
        request,
        "portal/notification_settings.html",
        {
            "subscriptions": mine,
            "addresses": request.user.mail_addresses.order_by("address"),
            "webhooks": request.user.webhooks.filter(removed_at=None).order_by("pk"),
            "form": AddressForm(),
            "is_written_to": is_written_to(request.user),
        },
    )


@require_GET
@needs(Action.MANAGE_CUSTOMERS)
def deliveries(request: SignedInRequest) -> HttpResponse:
    """What was sent to whom, for those who keep the customers."""
    page = Paginator(Delivery.objects.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/deliveries.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs(Action.SUBSCRIBE)
def add(request: SignedInRequest) -> HttpResponse:
    """Subscribe."""
    return _subscription(request, None)


@require_http_methods(["GET", "POST"])
@needs(Action.SUBSCRIBE)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a subscription."""
    return _subscription(request, get_object_or_404(Subscription, pk=pk, user=request.user))


@require_POST
@needs(Action.SUBSCRIBE)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a subscription."""
    mine = get_object_or_404(Subscription, pk=pk, user=request.user)
    unsubscribe(mine, actor=request.user.email, now=now())
    messages.success(request, "The subscription has ended.")
    return redirect("notification-settings")


def _subscription(request: SignedInRequest, mine: Subscription | None) -> HttpResponse:
    form = SubscriptionForm(request.POST or None, user=request.user, of=mine)
    if form.is_valid():
        try:
            subscribe(request.user, form.wish(), now=now(), changes=mine)
        except SubscriptionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "You will be told of what happens from now on.")
            return redirect("notification-settings")
    return render(request, "portal/subscription_form.html", {"form": form, "subscription": mine})
