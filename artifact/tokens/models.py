"""Tokens with which programs ask over the REST API."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.crypto import get_random_string

from artifact.users.models import User

PREFIX = "artifact_"
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_token_id() -> str:
    """`artifact_` and eight characters: names a token, and opens nothing."""
    return PREFIX + get_random_string(8, ALPHABET)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions about tokens."""

    def in_force(self, *, now: datetime) -> "ApiTokenQuerySet":
        """Those that open something at this instant, of people who may still sign in."""
        return self.filter(expires_at__gt=now, revoked_at=None, user__is_active=True)

    def visible_to(self, user: User, *, is_manager: bool) -> "ApiTokenQuerySet":
        """Everybody's for a manager, one's own for anybody else; the newest first."""
        tokens = self.select_related("user__customer").order_by("-created_at", "-pk")
        return tokens if is_manager else tokens.filter(user=user)


class ApiToken(models.Model):
    """An id, and the SHA-256 of a secret that is shown once and kept nowhere.

    `scopes` are names of `Scope`. With an `engagement` (its id) the token also ends with that:
    where its owner no longer sees the engagement, or it is not open, the token opens nothing.
    """

    token_id = models.CharField(max_length=32, unique=True, default=new_token_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    scopes = models.JSONField()
    engagement = models.CharField(max_length=32, default="", blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    last_used_address = models.GenericIPAddressField(null=True, blank=True)
    last_used_for = models.CharField(max_length=64, default="", blank=True)

    objects: ClassVar[ApiTokenQuerySet] = ApiTokenQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return self.token_id
