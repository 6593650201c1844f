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
            lists_members=Organization.objects.filter(source=self).exists(),
        )


class Organization(models.Model):
    """An organisation whose accounts are followed by way of one that may list them.

    `source` is its management account or a delegated administrator. `organization_id` and
    `management_account_id` are empty until it was read for the first time, at `read_at`. The
    other fields say how its accounts are connected: through a role of this name and external id,
    in these regions; by themselves as soon as they are listed if `connects_new`. `error` says why
    the newest list could not be relied on.
    """

    source = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="organization")
    organization_id = models.CharField(max_length=34, default="", blank=True)
    management_account_id = models.CharField(max_length=12, default="", blank=True)
    role_name = models.CharField(max_length=64)
    external_id = models.CharField(max_length=1224)
    regions = models.JSONField(default=list, blank=True)
    cron = models.CharField(max_length=100, default="", blank=True)
    connects_new = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"{self.organization_id or 'organisation'} as {self.source} lists it"

    def unconnected(self) -> "models.QuerySet[Member]":
        """Active members that are not connected."""
        return (
            self.members.filter(state=Member.ACTIVE, left_at=None)
            .exclude(account_id__in=Account.objects.values("account_id"))
            .order_by("account_id")
        )


class Member(models.Model):
    """An account of an organisation, as it was listed last.

    `state` is AWS's own word (Organizations API, Account, State). One that `left_at` some time is
    no longer listed.
    """

    ACTIVE = "ACTIVE"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="members"
    )
    account_id = models.CharField(max_length=12)
    name = models.CharField(max_length=100, default="", blank=True)
    state = models.CharField(max_length=32)
    first_seen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "account_id"], name="one_member_per_organization"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.account_id} ({self.account_id})"
