"""What the auditor concludes of each control; only they write it."""

from typing import ClassVar

from django.db import models

from artifact.engagements.models import Engagement
from artifact.users.models import User


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    """Questions about conclusions."""

    def visible_to(self, user: User) -> "ConclusionQuerySet":
        """All versions for auditors; for people inside those that were shared with them."""
        return self.filter(is_shared=True) if user.is_inside else self

    def newest(self) -> "ConclusionQuerySet":
        """The newest version of each control."""
        return self.order_by("control", "-number").distinct("control")


class Conclusion(models.Model):
    """One version of an auditor's conclusion on a control; a later one stands in its place.

    `samples` and `evidence` are what it rests on: ids of samples, and numbers of snapshots. What
    was shared once stays shared: a later version that is not is the auditor's alone, until it is.
    """

    class Verdict(models.TextChoices):
        """What the auditor found."""

        EFFECTIVE = "effective", "Effective"
        EXCEPTION = "exception", "Exception noted"
        NOT_EFFECTIVE = "not_effective", "Not effective"
        NOT_TESTED = "not_tested", "Not tested"

    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, related_name="conclusions"
    )
    control = models.CharField(max_length=128)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=16, choices=Verdict)
    text = models.TextField()
    samples = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects: ClassVar[ConclusionQuerySet] = ConclusionQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "control", "number"], name="one_conclusion_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.control}, version {self.number} ({self.pk})"
