"""What auditors ask for, what was handed in, and what both sides say of it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Count, Q

from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.library.models import ReportVersion
from compliance.models import Blob, Snapshot

OVERDUE = "overdue"


class AuditRequestQuerySet(models.QuerySet["AuditRequest"]):
    """Questions about requests."""

    def listed(self) -> "AuditRequestQuerySet":
        """In the order of their numbers, each with how much was handed in."""
        return self.annotate(handed_in=Count("attachments")).order_by("number")

    def matching(self, *, state: str, owner: str, today: date) -> "AuditRequestQuerySet":
        """Those in a state, `overdue` among the states, and of an owner; empty means any."""
        found = self.filter(owner=owner) if owner else self
        if state == OVERDUE:
            return found.overdue(today)
        return found.filter(state=state) if state else found

    def overdue(self, today: date) -> "AuditRequestQuerySet":
        """Those that were due before today and for which nothing (good) has come."""
        return self.filter(due_on__lt=today, state__in=AuditRequest.WAITING)


class AuditRequest(models.Model):
    """One line of the auditor's request list. `owner` is who of the people inside answers it."""

    class State(models.TextChoices):
        """Accepted is the end; what is returned is waited for again."""

        OPEN = "open", "Open"
        RECEIVED = "received", "Received"
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    WAITING: ClassVar[tuple[str, str]] = (State.OPEN, State.RETURNED)

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField(default="", blank=True)
    references = models.JSONField(default=list)
    owner = models.CharField(max_length=150, default="", blank=True)
    due_on = models.DateField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    sample = models.ForeignKey(
        Sample, on_delete=models.PROTECT, null=True, related_name="requests"
    )
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)

    objects: ClassVar[AuditRequestQuerySet] = AuditRequestQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="one_request_per_number")
        ]

    def __str__(self) -> str:
        return f"R-{self.number} {self.title}"

    def is_overdue(self, today: date) -> bool:
        """Due before today, and still waited for."""
        return bool(self.due_on and self.due_on < today and self.state in self.WAITING)


class RequestEvent(models.Model):
    """What became of a request, and when; never changed."""

    class Kind(models.TextChoices):
        """The states, and a change of what is asked for."""

        ASKED = "asked", "Asked"
        CHANGED = "changed", "Changed"
        RECEIVED = "received", "Handed in"
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    request = models.ForeignKey(AuditRequest, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(default="", blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.request}: {self.kind} ({self.pk})"


class Attachment(models.Model):
    """A file, a piece of evidence or a report that was handed in; never changed."""

    request = models.ForeignKey(AuditRequest, on_delete=models.PROTECT, related_name="attachments")
    event = models.ForeignKey(RequestEvent, on_delete=models.PROTECT, related_name="attachments")
    filename = models.CharField(max_length=200, default="", blank=True)
    media_type = models.CharField(max_length=100, default="", blank=True)
    content = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(
        ReportVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        app_label = "artifact"
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=False, snapshot=None, version=None)
                | Q(content=None, snapshot__isnull=False, version=None)
                | Q(content=None, snapshot=None, version__isnull=False),
                name="an_attachment_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.filename or ("evidence" if self.snapshot_id else "report")


class Comment(models.Model):
    """What somebody of either side says of a request, sample, control or finding; never changed.

    `about` names it as the ledger does: `request:7`, `sample:sample-…`, `control:kms.x`.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="comments")
    about = models.CharField(max_length=160)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    is_from_auditor = models.BooleanField()

    class Meta:
        app_label = "artifact"
        indexes = [models.Index(fields=["engagement", "about", "at"], name="comments_about")]

    def __str__(self) -> str:
        return f"{self.by} on {self.about} ({self.pk})"
