"""Packages of an engagement's work that are made in the background."""

from typing import ClassVar

from django.db import models

from artifact.engagements.models import Engagement
from artifact.identifiers import new_export_id
from artifact.users.models import User
from compliance.models import Blob
from compliance.runs import Run


class ExportQuerySet(models.QuerySet["Export"]):
    """Questions about exports."""

    def asked_by(self, user: User) -> "ExportQuerySet":
        """The person's own: what is in a package depends on whose it is."""
        return self.filter(user=user)


class Export(Run):
    """The package of an engagement's work as it stood when it was asked for, for one person.

    Steps are files of the package. `attempt` and `lease_until` as for a Unit.
    """

    export_id = models.CharField(max_length=32, unique=True, default=new_export_id)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="exports")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="exports")
    content = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    hinted_at = models.DateTimeField(null=True)

    objects: ClassVar[ExportQuerySet] = ExportQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "artifact"
        indexes = [
            models.Index(
                fields=["requested_at"],
                condition=models.Q(state__in=["queued", "running"]),
                name="exports_to_be_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.export_id} of {self.engagement}"
