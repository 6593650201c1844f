"""Populations that were frozen for an audit, and the samples drawn from them."""

from typing import ClassVar

from django.db import models

from artifact.engagements.frequency import Frequency, Risk
from artifact.engagements.models import Engagement
from artifact.identifiers import new_population_id, new_sample_id
from compliance.models import Blob


class FrozenPopulation(models.Model):
    """A list as it stood at an instant; never changed.

    `content` is one canonical JSON object a line (RFC 8785), in the order of account, region and
    key. `subject` is the AWS type, the control, or the kind of what happened. Empty `accounts`,
    `regions` and `statuses` mean those of the engagement, and every status. `reconciliation` has
    a row for each place: how many were seen there, and what is missing.
    """

    class Kind(models.TextChoices):
        """What its lines are."""

        RESOURCES = "resources", "Resources of a type"
        FINDINGS = "findings", "Findings of a control"
        OCCURRENCES = "occurrences", "What happened, of a kind"

    class State(models.TextChoices):
        """How it ties to its source."""

        COMPLETE = "complete", "Ties to its source"
        DIFFERS = "differs", "Another count differs"
        INCOMPLETE = "incomplete", "Not all was read"

    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, related_name="populations"
    )
    population_id = models.CharField(max_length=32, unique=True, default=new_population_id)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=128)
    accounts = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    statuses = models.JSONField(default=list)
    as_of = models.DateTimeField()
    content = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State)
    reconciliation = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)

    class Meta:
        app_label = "artifact"
        indexes = [
            models.Index(fields=["engagement", "-frozen_at"], name="populations_newest_first")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.population_id})"


class Sample(models.Model):
    """What was drawn from a frozen population, with all that is needed to draw it again.

    `content` is canonical JSON: the population's hash, the seed, the strata and the keys drawn,
    as `sampling.py` writes it. `asked` is how many were asked for; `drawn` may be fewer, where
    there are not so many, or more, where each stratum is in it.
    """

    population = models.ForeignKey(
        FrozenPopulation, on_delete=models.PROTECT, related_name="samples"
    )
    sample_id = models.CharField(max_length=32, unique=True, default=new_sample_id)
    seed = models.CharField(max_length=200)
    strata_by = models.JSONField(default=list)
    is_every_stratum_in = models.BooleanField(default=False)
    frequency = models.CharField(max_length=20, choices=Frequency, default="", blank=True)
    risk = models.CharField(max_length=10, choices=Risk, default="", blank=True)
    asked = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    rationale = models.TextField()
    content = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=150)

    objects: ClassVar[models.Manager["Sample"]] = models.Manager()

    class Meta:
        app_label = "artifact"
        indexes = [models.Index(fields=["population", "-drawn_at"], name="samples_newest_first")]

    def __str__(self) -> str:
        return f"{self.drawn} of {self.population} ({self.sample_id})"
