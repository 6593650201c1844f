"""How long evidence is kept, what must not be deleted, and what was."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.aws.models import Account
from compliance.evidence.models import Blob
from compliance.ledger.models import Entry
from compliance.runs import Run


class RetentionClassQuerySet(models.QuerySet["RetentionClass"]):
    """Questions about classes."""

    def of(self, account: Account) -> "RetentionClassQuerySet":
        """Those that an account's evidence is under: the ones for all accounts, and its own."""
        return self.filter(Q(is_for_all=True) | Q(accounts=account)).distinct()


class RetentionClass(models.Model):
    """A rule on how long evidence is kept. Under several, the one that asks for longest holds.

    `counted_from` is when the days begin: when the evidence was collected, or when it was last in
    effect, which is when newer evidence of the same place took its place. The evidence that is in
    effect today is never due.
    """

    class CountedFrom(models.TextChoices):
        """When the days begin."""

        COLLECTED = "collected", "Collected"
        LAST_IN_EFFECT = "last_in_effect", "Last in effect"

    name = models.SlugField(max_length=40, unique=True)
    days = models.PositiveIntegerField()
    counted_from = models.CharField(max_length=14, choices=CountedFrom)
    source = models.CharField(max_length=200, help_text="The clause that asks for it.")
    is_for_all = models.BooleanField(default=True)
    accounts = models.ManyToManyField(Account, blank=True, related_name="retention_classes")

    objects: ClassVar[models.Manager["RetentionClass"]] = RetentionClassQuerySet.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="retention_of_a_day_at_least")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.days} days from {self.counted_from}"

    def before(self, now: datetime) -> datetime:
        """What began to count before this instant is due."""
        return now - timedelta(days=self.days)


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Questions about holds."""

    def in_force(self) -> "LegalHoldQuerySet":
        """Those that nobody has released."""
        return self.filter(released_at=None)


class LegalHold(models.Model):
    """A reason for which nothing is deleted: of one account, or, without one, of all."""

    reason = models.CharField(max_length=500)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="legal_holds"
    )
    placed_by = models.CharField(max_length=150)
    placed_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, default="", blank=True)
    released_at = models.DateTimeField(null=True)

    objects: ClassVar[LegalHoldQuerySet] = LegalHoldQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"Hold {self.pk}: {self.reason}"


class Disposal(models.Model):
    """That bytes were deleted by a rule; `certificate` is the ledger's entry that says so.

    Row, receipt and hash of the evidence stay: that it was, and what it was, can still be proven.
    """

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="disposals")
    at = models.DateTimeField()
    certificate = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="disposals")

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"Disposal of {self.blob_id}"

    @property
    def newest_snapshot(self) -> int:
        """The last snapshot that the certificate speaks of; a later one has its bytes anew."""
        return max((int(one["id"]) for one in self.certificate.details["snapshots"]), default=0)


class FixityCheck(Run):
    """One hashing anew of everything that is kept; `damaged` names what does not match."""

    bytes_read = models.BigIntegerField(default=0)
    disposed = models.PositiveIntegerField(default=0)
    damaged = models.JSONField(default=list)

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"Fixity check {self.pk}"
