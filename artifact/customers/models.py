"""Who is invited, who asks to be let in, and the letters that tell them."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from artifact.users.models import Customer, User


class Mail(models.Model):
    """A letter that is owed to somebody: written with what it tells of, sent by a worker.

    The body is encrypted until it is sent, and emptied then: it may carry a token, of which
    nothing but a hash is kept.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    encrypted_body = models.TextField()
    created_at = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; one that is too old is shown as such, and renewed."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, *, now: datetime) -> "InvitationQuerySet":
        """Those that can be accepted at this instant."""
        return self.waiting().filter(expires_at__gt=now)

    def newest_first(self) -> "InvitationQuerySet":
        """With what pages show of them."""
        return self.select_related("user__customer__parent", "mail").order_by("-invited_at", "-pk")


class Invitation(models.Model):
    """A person may set their name and a password once, with the token that was sent to them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=150)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"invitation of {self.user} at {self.invited_at.isoformat()}"


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Questions about requests for access."""

    def proven(self) -> "AccessRequestQuerySet":
        """Those whose mailbox is theirs, which are the only ones that anybody sees."""
        return self.exclude(state=AccessRequest.State.UNPROVEN)

    def newest_first(self) -> "AccessRequestQuerySet":
        """Those that wait for a manager before the decided ones."""
        waits = models.Case(models.When(state=AccessRequest.State.WAITING, then=0), default=1)
        return self.select_related("customer__parent").order_by(waits, "-asked_at", "-pk")


class AccessRequest(models.Model):
    """Somebody asks to be let in. Their mailbox is proven by a link before anybody sees it."""

    class State(models.TextChoices):
        """From the form to the decision."""

        UNPROVEN = "unproven", "Address not proven"
        WAITING = "waiting", "Waits for a decision"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        MEMBER = "member", "Member by address"

    email = models.EmailField()
    name = models.CharField(max_length=150)
    company = models.CharField(max_length=200)
    why = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.UNPROVEN)
    token_sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="access_requests"
    )

    objects: ClassVar[AccessRequestQuerySet] = AccessRequestQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.email} asks for access at {self.asked_at.isoformat()}"
