"""Work that starts, makes progress and ends: the row is the run."""

from typing import ClassVar

from django.db import models


class Run(models.Model):
    """State and progress of one piece of long work, kept in its own row.

    Celery carries ids only; whoever wants to know how far a run has come reads the row.
    """

    class State(models.TextChoices):
        """Where a run stands; a run in `queued` or `running` is open, any other has ended."""

        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        COMPLETE = "complete", "Complete"
        INCOMPLETE = "incomplete", "Incomplete"
        FAILED = "failed", "Failed"

    OPEN: ClassVar[tuple[str, str]] = (State.QUEUED, State.RUNNING)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.CharField(max_length=150, help_text="Who or what started the run.")
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    error = models.TextField(default="", blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """The run has not ended."""
        return self.state in self.OPEN
