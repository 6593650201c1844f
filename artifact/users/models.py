"""People, their roles, and what was granted to them."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q

from compliance.models import Account


class UserManager(BaseUserManager["User"]):
    """Makes users, known by their e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, *, role: str, **fields: Any
    ) -> "User":
        """A user with a role; without a password none can sign in."""
        user = self.model(email=self.normalize_email(email).lower(), role=role, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator who may also use Django's admin."""
        fields["role"] = User.Role.ADMINISTRATOR
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. The role says what kind of work they come for."""

    class Role(models.TextChoices):
        """Administrators, managers and engineers see the whole estate; others what was granted."""

        ADMINISTRATOR = "administrator", "Administrator"
        COMPLIANCE_MANAGER = "compliance_manager", "Compliance manager"
        ENGINEER = "engineer", "Security engineer"
        AUDITOR = "auditor", "Auditor"
        CUSTOMER = "customer", "Customer"

    INSIDE: ClassVar[tuple[str, ...]] = (
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_MANAGER,
        Role.ENGINEER,
    )

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, default="", blank=True)
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return self.email

    @property
    def is_staff(self) -> bool:
        """May use Django's admin."""
        return self.role == self.Role.ADMINISTRATOR

    @property
    def is_inside(self) -> bool:
        """Belongs to the company that runs the service."""
        return self.role in self.INSIDE


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about grants."""

    def in_force(self, *, now: datetime) -> "GrantQuerySet":
        """Those that hold at this instant."""
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, revoked_at=None
        )


class Grant(models.Model):
    """What an outsider may read: a framework, in some accounts and regions, for a time.

    An empty `framework` or `regions`, or no account, means every one. Revoking is at once.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    framework = models.CharField(max_length=64, default="", blank=True)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    regions = models.JSONField(default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.CharField(max_length=150)

    objects: ClassVar[models.Manager["Grant"]] = GrantQuerySet.as_manager()

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.user}: {self.framework or 'every framework'}"
