"""Agreements that bind customers, from their acceptance to their end and for years after it."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import ExpressionWrapper, Q

from artifact.agreements.models import Acceptance, Agreement, AgreementRevision, binding
from artifact.identifiers import new_customer_agreement_id
from artifact.users.models import Customer, User
from artifact.users.policy import Action, may
from compliance.models import Blob

KEPT_YEARS = 6


class CustomerAgreementQuerySet(models.QuerySet["CustomerAgreement"]):
    """Which executed agreements concern whom."""

    def covering(self, customer: Customer) -> "CustomerAgreementQuerySet":
        """The customer's own, and those its organisation's managing account signed for all."""
        covered = Q(customer=customer)
        if customer.parent_id:
            covered |= Q(customer=customer.parent_id, level=Agreement.Subject.ORGANIZATION)
        return self.filter(covered)

    def in_force(self, *, now: datetime) -> "CustomerAgreementQuerySet":
        """Those that bind at this instant; one signed on paper ends by its own date."""
        return self.filter(binding(now))

    def standing(self, *, now: datetime) -> "CustomerAgreementQuerySet":
        """With `is_in_force`: whether each binds at this instant."""
        return self.annotate(
            is_in_force=ExpressionWrapper(binding(now), output_field=models.BooleanField())
        )

    def visible_to(self, user: User) -> "CustomerAgreementQuerySet":
        """Every one for those who keep agreements; for others those that cover their customer."""
        if may(user, Action.MANAGE_AGREEMENTS):
            return self
        customer = user.customer
        if customer is None or customer.is_closed or not may(user, Action.SIGN_AGREEMENTS):
            return self.none()
        return self.covering(customer)

    def newest_first(self) -> "CustomerAgreementQuerySet":
        """With what pages and shapes show of them."""
        related = ("customer__parent", "agreement", "revision", "acceptance", "termination")
        return self.select_related(*related).order_by("-effective_start", "-pk")


class CustomerAgreement(models.Model):
    """An agreement that binds a customer, from its acceptance to its end.

    `document` is the executed copy. One that was signed on paper `is_offline`: it has no
    acceptance, and ends by its own terms. At the level of an organisation it covers every member,
    whenever it joined.
    """

    class State(models.TextChoices):
        """As AWS Artifact names them."""

        ACTIVE = "ACTIVE", "Active"
        CUSTOMER_TERMINATED = "CUSTOMER_TERMINATED", "Ended by the customer"
        AWS_TERMINATED = "AWS_TERMINATED", "Ended by us"

    class Type(models.TextChoices):
        """How far the wording is the standard one."""

        DEFAULT = "DEFAULT", "Standard"
        MODIFIED = "MODIFIED", "Modified"
        CUSTOM = "CUSTOM", "Custom"

    customer_agreement_id = models.CharField(
        max_length=40, unique=True, default=new_customer_agreement_id
    )
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="agreements")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, related_name="executed"
    )
    revision = models.ForeignKey(
        AgreementRevision, on_delete=models.PROTECT, null=True, related_name="executed"
    )
    level = models.CharField(max_length=12, choices=Agreement.Subject)
    type = models.CharField(max_length=8, choices=Type, default=Type.DEFAULT)
    name = models.CharField(max_length=200)
    description = models.TextField(default="", blank=True)
    document = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    is_offline = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.ACTIVE)
    effective_start = models.DateTimeField()
    effective_end = models.DateTimeField(null=True, blank=True)
    acceptance = models.OneToOneField(
        Acceptance, on_delete=models.PROTECT, null=True, related_name="executes"
    )
    termination = models.OneToOneField(
        Acceptance, on_delete=models.PROTECT, null=True, related_name="terminates"
    )

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "agreement", "level"],
                condition=Q(state="ACTIVE", agreement__isnull=False),
                name="one_active_agreement_per_level",
            )
        ]

    objects: ClassVar[CustomerAgreementQuerySet] = CustomerAgreementQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    def __str__(self) -> str:
        return f"{self.name} of {self.customer} ({self.customer_agreement_id})"

    def has_ended(self, *, now: datetime) -> bool:
        """Ended by either side, or by its own date."""
        is_over = self.effective_end is not None and self.effective_end <= now
        return is_over or self.state != self.State.ACTIVE

    @property
    def kept_until(self) -> date | None:
        """The first day on which it might go; None while no end is known.

        Nothing deletes it then either: this is what is promised, not what is done.
        Source: 45 CFR 164.316(b)(2)(i), six years from when it was last in effect.
        """
        if self.effective_end is None:
            return None
        end = self.effective_end.date()
        leap_day = end.month == 2 and end.day == 29  # noqa: PLR2004 -- February
        return (
            date(end.year + KEPT_YEARS, 3, 1)
            if leap_day
            else end.replace(year=end.year + KEPT_YEARS)
        )
