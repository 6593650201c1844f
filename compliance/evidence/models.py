"""The run that reads an account, and the evidence that it leaves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from compliance.aws.models import Account
from compliance.runs import Run


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Questions about collections."""

    def open(self) -> "CollectionQuerySet":
        """Those that have not ended."""
        return self.filter(state__in=Run.OPEN)

    def newest_first(self) -> "CollectionQuerySet":
        """In the order in which a person looks for them."""
        return self.select_related("account").order_by("-requested_at", "-id")


class Collection(Run):
    """One reading of an account by all collectors, or by those of some services and regions.

    An empty `services` means all, an empty `regions` every region of the account. `evaluated_at`
    is set when the findings follow from it, so that a reconciler sees what is still owed.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="collections")
    services = models.JSONField(default=list, blank=True)
    regions = models.JSONField(default=list, blank=True)
    calls_made = models.PositiveIntegerField(default=0)
    evaluated_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Collection"]] = CollectionQuerySet.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_open_collection_per_account",
            )
        ]
        indexes = [models.Index(fields=["account", "-requested_at"], name="collection_by_account")]

    def __str__(self) -> str:
        return f"Collection {self.pk} of {self.account_id}"


class Unit(models.Model):
    """An account and region of one collection: the thing that is claimed, done and retried.

    `attempt` is the fencing token: work that was done under an older one is refused.
    """

    class State(models.TextChoices):
        """`disabled` is a region that the account has not switched on: nothing was called."""

        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        DISABLED = "disabled", "Region disabled"

    OPEN: ClassVar[tuple[str, str]] = (State.QUEUED, State.RUNNING)

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="units")
    region = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    hinted_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=100, default="", blank=True)
    calls_made = models.PositiveIntegerField(default=0)
    error = models.TextField(default="", blank=True)

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(fields=["collection", "region"], name="one_unit_per_region")
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state__in=["queued", "running"]),
                name="open_units_by_lease",
            )
        ]

    def __str__(self) -> str:
        return f"Unit {self.pk} ({self.region})"


class Blob(models.Model):
    """Bytes in the store, known by their SHA-256; written once, stored once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size_bytes = models.BigIntegerField()
    stored_bytes = models.BigIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return self.sha256


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Questions about snapshots."""

    def newest(
        self, account: Account, *, collectors: Iterable[str], until: datetime
    ) -> "SnapshotQuerySet":
        """The newest snapshot of each collector and region at an instant."""
        return (
            self.filter(account=account, collector__in=list(collectors), ended_at__lte=until)
            .order_by("collector", "region", "-ended_at", "-id")
            .distinct("collector", "region")
        )


class Snapshot(models.Model):
    """What one collector saw in one account and region at one time; never changed.

    `blob` holds the exact response bodies, one after another. `receipt` is canonical JSON
    (RFC 8785), compressed: every call with parameters, times, ids, status and the place of its
    body; caller, collector version and completeness. `receipt_sha256` is over the JSON.
    `counts` is what `counts.py` says of it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="snapshots")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="snapshots")
    region = models.CharField(max_length=32)
    collector = models.CharField(max_length=64)
    collector_version = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="snapshots")
    receipt = models.BinaryField()
    receipt_sha256 = models.CharField(max_length=64)
    calls_made = models.PositiveIntegerField()
    is_complete = models.BooleanField()
    missing = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Snapshot"]] = SnapshotQuerySet.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "collector"], name="one_snapshot_per_unit_and_collector"
            )
        ]
        indexes = [
            models.Index(
                fields=["account", "collector", "region", "-ended_at"], name="snapshot_newest"
            )
        ]

    def __str__(self) -> str:
        return f"Snapshot {self.pk} ({self.collector}, {self.region})"


Receipt = dict[str, Any]
