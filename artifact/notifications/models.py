"""Who wants to hear of what, where it is sent to, and what became of each sending."""

import uuid
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from artifact.users.models import User
from compliance.models import Entry

UNREAD_SHOWN = 99


class Cursor(models.Model):
    """How far the ledger has been told on: the index of the first leaf that was not looked at."""

    next_leaf = models.BigIntegerField(default=0)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"before leaf {self.next_leaf}"


class MailAddress(models.Model):
    """Where a person wants mail. Until it is proven, only the link that proves it is sent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_addresses")
    address = models.EmailField()
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="an_address_once_a_person")
        ]

    def __str__(self) -> str:
        return self.address


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about webhooks."""

    def kept(self) -> "WebhookQuerySet":
        """Those that their owner has not removed."""
        return self.filter(removed_at=None)


class Webhook(models.Model):
    """An address of a program that is called. A former secret signs too until `former_until`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, default="", blank=True)
    encrypted_secret = models.TextField()
    encrypted_former_secret = models.TextField(default="", blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_because = models.CharField(max_length=300, default="", blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[WebhookQuerySet] = WebhookQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """Where it is, for others than its owner: the rest of the address may be a secret."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_called(self) -> bool:
        """Neither removed nor disabled."""
        return self.disabled_at is None and self.removed_at is None


class Subscription(models.Model):
    """What a person wants to hear of, and where. What is empty means every one.

    `framework`, `category`, `series` and `region` narrow what concerns reports; agreements and
    access are of none of them.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="subscriptions")
    kinds = models.JSONField(default=list, blank=True)
    framework = models.CharField(max_length=64, default="", blank=True)
    category = models.CharField(max_length=100, default="", blank=True)
    series = models.CharField(max_length=100, default="", blank=True)
    region = models.CharField(max_length=64, default="", blank=True)
    to_inbox = models.BooleanField(default=True)
    addresses = models.ManyToManyField(MailAddress, related_name="subscriptions", blank=True)
    webhooks = models.ManyToManyField(Webhook, related_name="subscriptions", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"subscription {self.pk} of {self.user}"

    @property
    def narrowed_to(self) -> list[str]:
        """What narrows it, as far as anything does."""
        named = (self.framework, self.category, self.series, self.region)
        return [one for one in named if one]


class Notice(models.Model):
    """One thing that people are told. `key` is what it is told of, so it is told once.

    Of what happened that is an entry of the ledger, of what is to come a row and its date.
    `subject` is as the ledger writes it, and decides who may see it. `facts` are the identifiers
    that a program needs.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    subject = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    text = models.TextField(default="", blank=True)
    path = models.CharField(max_length=300, default="", blank=True)
    facts = models.JSONField(default=dict, blank=True)
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="notice"
    )
    at = models.DateTimeField()

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """What a person was told, and what is still to be sent."""

    def inbox_of(self, user: User) -> "DeliveryQuerySet":
        """The person's messages in the portal, the newest first."""
        mine = self.filter(user=user, channel=Delivery.Channel.INBOX)
        return mine.select_related("notice").order_by("-created_at", "-pk")

    def unread_count(self, user: User) -> int:
        """How many of them are unread, counted no further than is shown.

        Every page asks. A count of a part is a query within a query, which takes longer to write
        than these few keys to read.
        """
        unread = self.filter(user=user, channel=Delivery.Channel.INBOX, read_at=None)
        return len(unread.values_list("pk")[: UNREAD_SHOWN + 1])

    def due(self, *, now: datetime) -> "DeliveryQuerySet":
        """Those whose next attempt may be made."""
        return self.filter(next_at__lte=now)

    def newest_first(self) -> "DeliveryQuerySet":
        """What was sent, with what pages show of it."""
        sent = self.exclude(channel=Delivery.Channel.INBOX)
        related = ("notice", "user__customer", "address", "webhook")
        return sent.select_related(*related).order_by("-created_at", "-pk")


class Delivery(models.Model):
    """One notice to one inbox, one address or one webhook; `target` says which.

    `message_id` is the same at every attempt: by it a receiver knows what it has already.
    `attempt` and `lease_until` as for a Unit.
    """

    class Channel(models.TextChoices):
        """By which way."""

        INBOX = "inbox", "Inbox"
        MAIL = "mail", "E-mail"
        WEBHOOK = "webhook", "Webhook"

    class State(models.TextChoices):
        """How far it has come. What was `dropped` was not sent, and `error` says why."""

        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Being sent"
        DONE = "done", "Delivered"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Not sent"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    target = models.CharField(max_length=40)
    address = models.ForeignKey(MailAddress, on_delete=models.SET_NULL, null=True, blank=True)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    message_id = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    error = models.CharField(max_length=500, default="", blank=True)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    hinted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[DeliveryQuerySet] = DeliveryQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["notice", "target"], name="told_once_to_each"),
        ]
        indexes = [
            models.Index(
                fields=["user"],
                condition=Q(channel="inbox", read_at=None),
                name="unread_in_the_inbox",
            ),
            models.Index(fields=["user", "channel", "-created_at"], name="told_to_a_person"),
            models.Index(
                fields=["next_at"], condition=Q(state__in=["queued", "running"]), name="to_be_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.target}"

    @property
    def is_first_try(self) -> bool:
        """Under way for the first time; what failed once takes longer than anybody waits."""
        return self.state in {self.State.QUEUED, self.State.RUNNING} and not self.error


class Attempt(models.Model):
    """One try to deliver. The row stands before anything is sent.

    Without `ended_at` the worker died meanwhile, and nobody knows whether it arrived.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    error = models.CharField(max_length=500, default="", blank=True)
    answer = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_number")
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of delivery {self.delivery_id}"
