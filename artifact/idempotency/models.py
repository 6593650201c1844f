"""Answers that are kept for a day, so that a request that is sent again does nothing twice."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from artifact.users.models import User


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Questions about kept answers."""

    def ended(self, *, now: datetime) -> "KeptAnswerQuerySet":
        """Those that are not given again."""
        return self.filter(expires_at__lte=now)


class KeptAnswer(models.Model):
    """What one request of a person was answered, by the key that they gave it.

    `request_sha256` is over method, address and body, so that the key stands for one request.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar[KeptAnswerQuerySet] = KeptAnswerQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_answer_a_person_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.user}: {self.status}"
