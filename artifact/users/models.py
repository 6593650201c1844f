"""People, the customers they belong to, and what was granted to either."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from artifact.identifiers import new_customer_id
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account

# What an administrator edits in Django's admin. Nobody is deleted there: a person is switched
# off and a grant is revoked, so that what once was stays readable.
EDITABLE = frozenset(
    f"artifact.{verb}_{model}" for verb in ("view", "add", "change") for model in ("user", "grant")
)


class Customer(models.Model):
    """A company, or one of several accounts of a company, that takes reports and signs agreements.

    `parent` is the customer that manages the organisation this one belongs to; it has none
    itself. What is granted to it, and what it signs for its organisation, covers its members.
    `domains` are the mail domains whose people belong to it.
    """

    customer_id = models.CharField(
        max_length=12,
        unique=True,
        default=new_customer_id,
        validators=[RegexValidator(r"^\d{12}$", "Twelve digits are meant.")],
    )
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    organization_id = models.CharField(
        max_length=34,
        default="",
        blank=True,
        validators=[RegexValidator(r"^o-[a-z0-9]{10,32}$", "As o-a1b2c3d4e5 is meant.")],
    )
    domains = models.JSONField(default=list, blank=True)
    is_subscribed = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.name} ({self.customer_id})"

    @property
    def manages_organization(self) -> bool:
        """Signs for its members: it has an organisation, and is none's member."""
        return bool(self.organization_id) and self.parent_id is None

    @property
    def is_closed(self) -> bool:
        """Nobody of it is let in any more; what it took and signed stays."""
        return self.closed_at is not None

    def clean(self) -> None:
        """Refuse organisations within organisations.

        :raises ValidationError: naming the field.
        """
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": "This customer manages no organisation itself."})


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
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Write the address in one way only, since it is what people sign in with.

        :raises ValidationError: the customer is closed, and nobody of it is let in.
        """
        super().clean()
        self.email = self.email.lower()
        if self.is_active and self.customer and self.customer.is_closed:
            raise ValidationError({"customer": "This customer is closed; its people are out."})

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Administrators edit people and grants; nobody edits anything else, superuser or not."""
        return self.is_active and self.is_staff and perm in EDITABLE

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the admin shows the app at all."""
        return self.is_active and self.is_staff and app_label == "artifact"

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

    def held_by(self, user: User) -> "GrantQuerySet":
        """The person's own, those of their customer and its organisation, and everybody's.

        What is granted to every customer is for people of a customer that is not closed.
        """
        customer = user.customer
        if customer is None or customer.is_closed:
            return self.filter(user=user)
        companies = [customer.pk, *([customer.parent_id] if customer.parent_id else [])]
        return self.filter(
            Q(user=user) | Q(customer__in=companies) | Q(is_for_every_customer=True)
        )

    def in_force(self, *, now: datetime) -> "GrantQuerySet":
        """Those that hold at this instant."""
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now, revoked_at=None
        )


class Grant(models.Model):
    """What an outsider may read: reports, and findings with their evidence, for a time.

    To whom: one person, one customer with its organisation, or every customer. An empty
    `framework`, `category`, `series` or `regions`, or no account, means every one. A grant that
    names a category or a series opens reports alone. With a period it opens only what was found
    and read from the first to the last of its days (UTC). Revoking is at once.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    is_for_every_customer = models.BooleanField(default=False)
    framework = models.CharField(max_length=64, default="", blank=True)
    category = models.CharField(max_length=100, default="", blank=True)
    series = models.CharField(max_length=100, default="", blank=True)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    regions = models.JSONField(default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=150)

    objects: ClassVar[GrantQuerySet] = GrantQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, customer=None, is_for_every_customer=False)
                | Q(user=None, customer__isnull=False, is_for_every_customer=False)
                | Q(user=None, customer=None, is_for_every_customer=True),
                name="a_grant_is_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.customer or 'every customer'}: {self._what()}"

    @property
    def framework_name(self) -> str:
        """The framework as people know it; its id where it is gone."""
        known = frameworks().get(self.framework)
        return known.name if known else self.framework

    def _what(self) -> str:
        named = [one for one in (self.framework, self.category, self.series) if one]
        return ", ".join(named) or "every framework"

    def clean(self) -> None:
        """Refuse what would grant something else than it seems to.

        :raises ValidationError: naming the field.
        """
        wrong: dict[str, str] = {}
        if [bool(self.user), bool(self.customer), self.is_for_every_customer].count(True) != 1:
            wrong["user"] = "Name a person, or a customer, or say that it is for every customer."
        if self.framework and self.framework not in frameworks():
            known = ", ".join(frameworks())
            wrong["framework"] = f"There is no framework '{self.framework}'. Known are: {known}."
        if not _are_names(self.regions):
            wrong["regions"] = 'Write a list of names, as ["eu-west-1"]; [] is every region.'
        starts_at: datetime | None = self.starts_at
        if self.ends_at and starts_at and self.ends_at <= starts_at:
            wrong["ends_at"] = "It ends before it starts."
        if self.period_start and self.period_end and self.period_end < self.period_start:
            wrong["period_end"] = "The period ends before it starts."
        if wrong:
            raise ValidationError(wrong)


def _are_names(regions: object) -> bool:
    return isinstance(regions, list) and all(isinstance(one, str) and one for one in regions)
