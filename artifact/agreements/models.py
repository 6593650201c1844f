"""Terms and agreements: what is offered, who accepted which bytes of it, and what is in force."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery

from artifact.identifiers import new_agreement_id, new_customer_agreement_id, new_term_id
from artifact.users.caller import Channel
from artifact.users.models import Customer, User
from artifact.users.policy import Action, may
from compliance.models import Blob, Entry

KEPT_YEARS = 6


class TermQuerySet(models.QuerySet["Term"]):
    """Terms, as those who keep them look for them."""

    def with_numbers(self) -> "TermQuerySet":
        """Each with its newest version and how often any was accepted; those in force first."""
        newest = TermVersion.objects.filter(term=OuterRef("pk")).order_by("-number")
        return self.annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_at=Subquery(newest.values("published_at")[:1]),
            accepted=Count("versions__acceptances"),
        ).order_by(F("withdrawn_at").asc(nulls_first=True), "name", "pk")


class Term(models.Model):
    """The terms of one report, of a series, of a framework, or (all three empty) of every report.

    The narrowest that is not withdrawn holds. `report_id` is the report's own identifier.
    """

    term_id = models.CharField(max_length=32, unique=True, default=new_term_id)
    name = models.CharField(max_length=200)
    framework = models.CharField(max_length=64, default="", blank=True)
    series = models.CharField(max_length=100, default="", blank=True)
    report_id = models.CharField(max_length=32, default="", blank=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "series", "report_id"],
                condition=Q(withdrawn_at=None),
                name="one_term_per_scope",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.term_id})"

    @property
    def scope(self) -> str:
        """Whose terms they are, in words."""
        for what, which in (
            ("report", self.report_id),
            ("series", self.series),
            ("framework", self.framework),
        ):
            if which:
                return f"{what} {which}"
        return "every report"


class TermVersion(models.Model):
    """One wording of a term, written once: `document` is the exact bytes that people are shown.

    `pdf` is the same wording as a PDF, for those who ask over AWS's protocol; both hashes stand in
    the ledger.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=100)
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["term", "number"], name="term_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.term}, version {self.number}"


class Agreement(models.Model):
    """A template that customers may execute, for their account or their whole organisation."""

    class Kind(models.TextChoices):
        """What it is about."""

        BAA = "baa", "Business associate agreement"
        NDA = "nda", "Non-disclosure agreement"
        DPA = "dpa", "Data processing agreement"
        OTHER = "other", "Agreement"

    class Subject(models.TextChoices):
        """Whom it can bind."""

        ACCOUNT = "ACCOUNT", "One account"
        ORGANIZATION = "ORGANIZATION", "The organisation with all its accounts"

    agreement_id = models.CharField(max_length=32, unique=True, default=new_agreement_id)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    description = models.TextField(default="", blank=True)
    subjects = models.JSONField(default=list)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.name} ({self.agreement_id})"


class AgreementRevision(models.Model):
    """One wording of an agreement, written once.

    `nda` is what must be accepted before `document` may be read; `acceptance_terms` and
    `terminate_terms` are the sentences that must each be ticked. `text` is the wording without its
    layout, by which revisions are compared.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="revisions")
    revision_id = models.UUIDField(unique=True, default=uuid.uuid4)
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    nda = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    acceptance_terms = models.JSONField(default=list)
    terminate_terms = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="agreement_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, revision {self.number}"


class AcceptanceQuerySet(models.QuerySet["Acceptance"]):
    """Which acceptances a person may see."""

    def visible_to(self, user: User) -> "AcceptanceQuerySet":
        """Every one for those who keep the library; for others their own and their customer's."""
        if may(user, Action.MANAGE_LIBRARY):
            return self
        if not user.is_active:
            return self.none()
        own = Q(user=user)
        return self.filter(own | Q(customer=user.customer) if user.customer_id else own)

    def newest_first(self) -> "AcceptanceQuerySet":
        """With what pages show of them."""
        related = ("user", "customer", "customer__parent", "term_version__term", "revision")
        return self.select_related(*related).order_by("-at", "-pk")


class Acceptance(models.Model):
    """One person's yes to exact bytes, written once and sealed in the ledger with `entry`.

    `document` is what was shown. `terms` are the sentences that were ticked. `subject` says what
    it was given for (`report-version:12`, `agreement-revision:3`). The names are text: they are
    what was typed, and outlive every row.
    """

    class Kind(models.TextChoices):
        """What was accepted."""

        TERM = "term", "Terms of a report"
        NDA = "nda", "Non-disclosure before an agreement"
        AGREEMENT = "agreement", "Agreement"
        TERMINATION = "termination", "Termination of an agreement"

    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=100)
    term_version = models.ForeignKey(
        TermVersion, on_delete=models.PROTECT, null=True, related_name="acceptances"
    )
    revision = models.ForeignKey(
        AgreementRevision, on_delete=models.PROTECT, null=True, related_name="acceptances"
    )
    document = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    terms = models.JSONField(default=list)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acceptances")
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, related_name="acceptances"
    )
    email = models.EmailField()
    typed_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200)
    channel = models.CharField(max_length=8, choices=Channel)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=400, default="", blank=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="acceptance")

    objects: ClassVar[AcceptanceQuerySet] = AcceptanceQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        indexes = [models.Index(fields=["user", "kind", "-at"], name="acceptances_of_a_person")]

    def __str__(self) -> str:
        return f"{self.email} accepted {self.subject} at {self.at.isoformat()}"


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
        lasting = Q(effective_end=None) | Q(effective_end__gt=now)
        return self.filter(lasting, state="ACTIVE", effective_start__lte=now)

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
        related = ("customer__parent", "agreement", "revision", "acceptance")
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
        return date(end.year + KEPT_YEARS, 3, 1) if leap_day else end.replace(
            year=end.year + KEPT_YEARS
        )
