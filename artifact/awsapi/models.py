"""What the protocol must remember: tokens that prove an order of steps, and who called what."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from artifact.users.models import User


class StepTokenQuerySet(models.QuerySet["StepToken"]):
    """Questions about tokens."""

    def in_force(self, *, now: datetime) -> "StepTokenQuerySet":
        """Those that still open the next step."""
        return self.filter(expires_at__gt=now)


class StepToken(models.Model):
    """Proof that a person has done one step, which the next demands.

    Only its SHA-256 is kept. `bound_to` is what the step was about: a report version and the
    bytes of its terms, or a revision and the bytes that were handed out.
    """

    class Step(models.TextChoices):
        """What was done."""

        TERM_READ = "term-read", "Terms were handed out"
        NDA_READ = "nda-read", "Non-disclosure agreement was handed out"
        NDA_ACCEPTED = "nda-accepted", "Non-disclosure agreement was accepted"
        TERMS_READ = "terms-read", "Sentences to accept were handed out"
        AGREEMENT_READ = "agreement-read", "Agreement was handed out"
        EXECUTED_READ = "executed-read", "Executed agreement was handed out"

    digest = models.CharField(max_length=64, primary_key=True)
    step = models.CharField(max_length=16, choices=Step)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    bound_to = models.JSONField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar[StepTokenQuerySet] = StepTokenQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.step} of {self.user} at {self.issued_at.isoformat()}"


class ApiEventQuerySet(models.QuerySet["ApiEvent"]):
    """Questions about calls."""

    def of_key(self, key_id: str) -> "ApiEventQuerySet":
        """Those that one key signed."""
        return self.filter(key_id=key_id)

    def of_person(self, email: str) -> "ApiEventQuerySet":
        """Those of one person, whichever key they used."""
        return self.filter(email__iexact=email)

    def refused(self) -> "ApiEventQuerySet":
        """Those that were answered by an error."""
        return self.exclude(error_code="")

    def answered(self) -> "ApiEventQuerySet":
        """Those that were not."""
        return self.filter(error_code="")


class ApiEvent(models.Model):
    """One call over AWS's protocol, refused or not, written once.

    `record` has the form of a CloudTrail event; it holds neither addresses of documents nor
    tokens.
    """

    at = models.DateTimeField(db_index=True)
    request_id = models.UUIDField(unique=True)
    key_id = models.CharField(max_length=20, default="", db_index=True)
    email = models.CharField(max_length=150, default="")
    operation = models.CharField(max_length=64, default="")
    error_code = models.CharField(max_length=64, default="")
    record = models.JSONField()

    objects: ClassVar[ApiEventQuerySet] = ApiEventQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.request_id}: {self.operation or 'no operation'} {self.error_code}".strip()
