"""Evidence under the number by which the papers of an engagement name it."""

from typing import ClassVar

from django.db import models

from artifact.engagements.models import Engagement
from compliance.models import Snapshot


class NumberedEvidenceQuerySet(models.QuerySet["NumberedEvidence"]):
    """Questions about numbered evidence."""

    def in_order(self) -> "NumberedEvidenceQuerySet":
        """By number, with what lists show."""
        return (
            self.select_related("snapshot__account", "engagement")
            .defer("snapshot__receipt", "snapshot__missing", "snapshot__counts")
            .order_by("number")
        )


class NumberedEvidence(models.Model):
    """A snapshot with its number in one engagement: given once, never changed, never given again.

    `references` are the numbers under which the auditors' own papers know it; nothing else of a
    row ever changes, and none is deleted.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="evidence")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    evidence_no = models.CharField(max_length=20)
    references = models.JSONField(default=list, blank=True)
    numbered_at = models.DateTimeField()
    numbered_by = models.CharField(max_length=150)

    objects: ClassVar[NumberedEvidenceQuerySet] = NumberedEvidenceQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "number"], name="an_evidence_number_once"
            ),
            models.UniqueConstraint(
                fields=["engagement", "snapshot"], name="one_evidence_number_per_snapshot"
            ),
        ]
        indexes = [models.Index(fields=["engagement", "evidence_no"], name="evidence_by_no")]

    def __str__(self) -> str:
        return f"{self.evidence_no} of {self.engagement}"
