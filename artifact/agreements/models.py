"""Terms and agreements: what is offered, who accepted which bytes of it, and what is in force."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery

from artifact.identifiers import new_agreement_id, new_term_id
from artifact.users.caller import Channel
from artifact.users.models import Customer, User
from artifact.users.policy import Action, may
from compliance.models import Blob, Entry


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


def binding(now: datetime, of: str = "") -> Q:
    """The condition of an executed agreement, reached by `of`, that binds at this instant."""
    lasting = Q(**{f"{of}effective_end": None}) | Q(**{f"{of}effective_end__gt": now})
    return lasting & Q(**{f"{of}state": "ACTIVE", f"{of}effective_start__lte": now})


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """What is offered."""

    def offered(self) -> "AgreementQuerySet":
        """What can be signed today."""
        return self.filter(withdrawn_at=None)

    def with_numbers(self, *, now: datetime) -> "AgreementQuerySet":
        """Each with its newest revision and how many are in force; those on offer first."""
        newest = AgreementRevision.objects.filter(agreement=OuterRef("pk")).order_by("-number")
        binds_now = binding(now, "executed__")
        return self.annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_at=Subquery(newest.values("published_at")[:1]),
            in_force=Count("executed", filter=binds_now),
        ).order_by(F("withdrawn_at").asc(nulls_first=True), "name", "pk")


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

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.name} ({self.agreement_id})"

    @property
    def binds(self) -> str:
        """Whom it can bind, in words."""
        return " or ".join(str(self.Subject(one).label).lower() for one in self.subjects)


class AgreementRevisionQuerySet(models.QuerySet["AgreementRevision"]):
    """Wordings of agreements."""

    def newest_of(self, agreement_id: str) -> "AgreementRevision | None":
        """What is signed today of the agreement with this identifier; None if nothing is."""
        offered = self.filter(agreement__agreement_id=agreement_id, agreement__withdrawn_at=None)
        related = offered.select_related("agreement", "document", "nda")
        return related.order_by("-number").first()


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

    objects: ClassVar[AgreementRevisionQuerySet] = AgreementRevisionQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="agreement_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, revision {self.number}"

    @property
    def previous_number(self) -> int:
        """Of the revision before it."""
        return self.number - 1


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
        ENGAGEMENT = "engagement", "Terms of an engagement"

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
