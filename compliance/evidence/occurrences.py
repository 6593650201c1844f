"""What happened in accounts, and of which spans of time that is known."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from compliance.aws.models import Account
from compliance.evidence.models import Snapshot


class Occurrence(models.Model):
    """An event of an account's history, found by a reading; written once, however often found.

    `at` is when it happened, which is neither when it was collected (the snapshot's end) nor when
    somebody handed it in. `kinds`, `mfa`, `error` and `source` are those of
    `compliance.collectors.occurrence.Event`; `call` is the call of the snapshot's receipt whose
    answer tells it.
    """

    class Mfa(models.TextChoices):
        """Whether the event says that its caller had proven a second factor to AWS."""

        USED = "used", "Used"
        NOT_USED = "not_used", "Not used"
        UNKNOWN = "unknown", "Not said"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="occurrences")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="occurrences")
    region = models.CharField(max_length=32)
    event_id = models.CharField(max_length=128)
    at = models.DateTimeField()
    name = models.CharField(max_length=256)
    kinds = models.JSONField()
    who = models.TextField()
    source = models.TextField(default="", blank=True)
    resources = models.JSONField(default=list)
    mfa = models.CharField(max_length=8, choices=Mfa)
    error = models.TextField(default="", blank=True)
    call = models.PositiveIntegerField()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "region", "event_id"], name="one_occurrence_per_event"
            )
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="occurrence_newest"),
            models.Index(fields=["account", "region", "-at"], name="occurrence_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.event_id}"


class EventWindowQuerySet(models.QuerySet["EventWindow"]):
    """Questions about windows."""

    def last_ends(
        self, account: Account, region: str, lookups: Iterable[str]
    ) -> Mapping[str, datetime]:
        """Up to when each lookup was read in a region; one that never was is left out.

        A query a lookup, since a single one would go through all that was ever read.
        """
        here = self.filter(account=account, region=region).order_by("-ends_at")
        newest = {
            name: here.filter(lookup=name).values_list("ends_at", flat=True).first()
            for name in lookups
        }
        return {name: at for name, at in newest.items() if at is not None}


class EventWindow(models.Model):
    """A span of which a lookup read every event in an account and region; never changed.

    Both ends, which are whole seconds, belong to it. Windows of one lookup do not overlap; where
    they do not touch, nothing is known of what lies between.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="event_windows")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="event_windows")
    region = models.CharField(max_length=32)
    lookup = models.CharField(max_length=128)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    events = models.PositiveIntegerField()

    objects: ClassVar[EventWindowQuerySet] = EventWindowQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "region", "lookup", "begins_at"],
                name="one_event_window_per_beginning",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at")), name="event_window_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "region", "lookup", "-ends_at"], name="event_window_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lookup} {self.begins_at.isoformat()} to {self.ends_at.isoformat()}"
