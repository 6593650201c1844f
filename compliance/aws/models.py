"""The AWS accounts that may be read."""

import secrets

from django.core.validators import RegexValidator
from django.db import models

from compliance.aws.target import Target


def new_external_id() -> str:
    """An unguessable external id for a role's trust policy (128 bits, URL-safe)."""
    return f"artifact-{secrets.token_urlsafe(16)}"


class Account(models.Model):
    """An AWS account that may be read through a role.

    Nothing secret is stored: credentials come from boto3's own chain, then from assuming
    `role_arn`. An empty `regions` means every region that is enabled for the account.
    """

    class Partition(models.TextChoices):
        """The isolated groups of AWS regions."""

        AWS = "aws", "AWS"
        CHINA = "aws-cn", "AWS China"
        GOVERNMENT = "aws-us-gov", "AWS GovCloud (US)"

    account_id = models.CharField(
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", "An AWS account id has 12 digits.")],
    )
    name = models.CharField(max_length=100)
    partition = models.CharField(max_length=12, choices=Partition, default=Partition.AWS)
    role_arn = models.CharField(max_length=2048, default="", blank=True)
    external_id = models.CharField(max_length=1224, default="", blank=True)
    regions = models.JSONField(default=list, blank=True)
    endpoint_url = models.URLField(default="", blank=True)
    is_paused = models.BooleanField(default=False)
    connected_at = models.DateTimeField()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account_id__regex=r"^\d{12}$"), name="account_id_has_12_digits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.account_id})"

    @property
    def target(self) -> Target:
        """What a session needs to know of the account."""
        return Target(
            account_id=self.account_id,
            partition=self.partition,
            role_arn=self.role_arn,
            external_id=self.external_id,
            endpoint_url=self.endpoint_url,
        )
