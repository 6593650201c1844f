"""Keys with which programs sign their requests."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string

from artifact.users.models import User

PREFIX = "ARTK"
# As an AWS access key id: twenty characters of the base32 alphabet.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def new_key_id() -> str:
    """`ARTK` and sixteen characters; nobody guesses another's."""
    return PREFIX + get_random_string(16, ALPHABET)


class AccessKeyQuerySet(models.QuerySet["AccessKey"]):
    """Questions about access keys."""

    def in_force(self, *, now: datetime) -> "AccessKeyQuerySet":
        """Those that sign at this instant, of people who may still sign in."""
        lasting = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(lasting, revoked_at=None, user__is_active=True)

    def newest_first(self) -> "AccessKeyQuerySet":
        """In the order in which their owner looks for them."""
        return self.order_by("-created_at", "-pk")


class AccessKey(models.Model):
    """An id and a secret. The secret is shown once, and kept encrypted: signing needs it again."""

    key_id = models.CharField(max_length=20, unique=True, default=new_key_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_keys")
    encrypted_secret = models.TextField()
    description = models.CharField(max_length=200, default="", blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    last_used_address = models.GenericIPAddressField(null=True, blank=True)
    last_used_for = models.CharField(max_length=64, default="", blank=True)

    objects: ClassVar[AccessKeyQuerySet] = AccessKeyQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return self.key_id
