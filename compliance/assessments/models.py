"""What the evidence says, over time."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Q, When

from compliance.aws.models import Account
from compliance.evidence.models import Collection, Snapshot


class ControlSet(models.Model):
    """The controls of one evaluation with versions and parameters, stored once however often used.

    `controls` maps control ids to `{"version": …, "params": …}`; `sha256` is over its canonical
    JSON.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    controls = models.JSONField()

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return self.sha256


class OrganisationLimitQuerySet(models.QuerySet["OrganisationLimit"]):
    """Questions about limits."""

    def in_force(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The newest limits by control and framework; those that were cleared are left out."""
        newest = self.order_by("control", "framework", "-pk").distinct("control", "framework")
        return {(one.control, one.framework): one.params for one in newest if one.params}


class OrganisationLimit(models.Model):
    """That the organisation set limits of a control, and why; a later row replaces an earlier.

    An empty `framework` is for all that set no limits themselves; empty `params` clear what was
    set. Each evaluation keeps the limits it used in its control set.
    """

    control = models.CharField(max_length=128)
    framework = models.CharField(max_length=64, default="", blank=True)
    params = models.JSONField()
    reason = models.CharField(max_length=500)
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()

    objects: ClassVar[OrganisationLimitQuerySet] = OrganisationLimitQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "compliance"
        indexes = [models.Index(fields=["control", "framework", "-id"], name="limit_newest")]

    def __str__(self) -> str:
        return f"{self.control} {self.framework}".strip() + f": {self.params}"


class Evaluation(models.Model):
    """That the controls of a set judged one account and region at one instant.

    A day without an evaluation is a gap. `instant` is that of the evidence.
    """

    collection = models.ForeignKey(
        Collection, on_delete=models.PROTECT, related_name="evaluations"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="evaluations")
    region = models.CharField(max_length=32)
    instant = models.DateTimeField()
    control_set = models.ForeignKey(ControlSet, on_delete=models.PROTECT)

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "region"], name="one_evaluation_per_collection_and_region"
            )
        ]
        indexes = [
            models.Index(fields=["account", "region", "-instant"], name="evaluation_newest")
        ]

    def __str__(self) -> str:
        return f"Evaluation {self.pk} ({self.region})"


# Failures first, then what is not known: what somebody has to look at.
URGENCY = Case(
    When(status="fail", then=0),
    When(status="not_determined", then=1),
    When(status="pass", then=2),
    default=3,
    output_field=models.SmallIntegerField(),
)


class FindingQuerySet(models.QuerySet["Finding"]):
    """Questions about findings."""

    def as_of(self, instant: datetime) -> "FindingQuerySet":
        """The spans that held at an instant, whenever it is asked."""
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=instant), opened_at__lte=instant)

    def worst_first(self) -> "FindingQuerySet":
        """In the order in which a person works through them; an index has those that hold now."""
        return self.order_by(URGENCY, "account_id", "region", "control", "resource", "pk")

    def current(self) -> "FindingQuerySet":
        """The spans that hold now."""
        return self.filter(closed_at=None)


class Finding(models.Model):
    """A span of time in which one control gave one resource the same outcome.

    Spans of one (control, resource) do not overlap; a quiet day changes nothing here. `opened_by`
    is the snapshot that first showed the outcome. `limits_of` is the framework whose limits were
    used; empty for the control's own. A span is closed once, by the evaluation that
    saw something else, and never changed otherwise.
    """

    class Status(models.TextChoices):
        """The outcomes of a control."""

        PASS = "pass", "Pass"
        FAIL = "fail", "Fail"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        NOT_DETERMINED = "not_determined", "Not determined"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="findings")
    region = models.CharField(max_length=32)
    service = models.CharField(max_length=64)
    control = models.CharField(max_length=128)
    control_version = models.PositiveIntegerField()
    limits_of = models.CharField(max_length=64, default="", blank=True)
    resource = models.CharField(max_length=2048)
    status = models.CharField(max_length=16, choices=Status)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        Snapshot, null=True, on_delete=models.PROTECT, related_name="findings"
    )

    objects: ClassVar[models.Manager["Finding"]] = FindingQuerySet.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "region", "control", "limits_of", "resource"],
                condition=Q(closed_at=None),
                name="one_open_finding_per_control_and_resource",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
                name="finding_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "region", "control"], name="finding_by_place"),
            models.Index(
                fields=["control", "status"], condition=Q(closed_at=None), name="finding_current"
            ),
            models.Index(fields=["opened_at", "closed_at"], name="finding_by_time"),
            models.Index(
                URGENCY,
                "account",
                "region",
                "control",
                condition=Q(closed_at=None),
                name="finding_worst_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.control} {self.resource}: {self.status}"
