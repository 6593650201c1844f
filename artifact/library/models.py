"""The library: report series, their versions, and who took which copy."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from artifact.agreements.models import Acceptance, TermVersion
from artifact.agreements.term_in_force import narrowest_first, term_in_force
from artifact.identifiers import new_report_id
from artifact.users.alike import Opening, alike
from artifact.users.caller import Channel
from artifact.users.models import Customer, Grant, User
from artifact.users.policy import Action, may
from compliance.models import Account, Blob, Snapshot
from compliance.runs import Run


class ReportQuerySet(models.QuerySet["Report"]):
    """Which series a person may see."""

    def visible_to(self, user: User, *, now: datetime) -> "ReportQuerySet":
        """Every series for people inside; for others those that their grants cover wholly.

        Grants cover a series if they name its framework, category and series (or none), each of
        its regions (or none) and, alike in all this, each of its accounts (or none). Where they
        name a period, a version of it has to be there.
        """
        if not may(user, Action.READ_REPORTS):
            return self.none()
        if user.is_inside:
            return self
        covered = Q(pk__in=[])
        for opening in alike(Grant.objects.held_by(user).in_force(now=now)):
            covered |= Q(pk__in=self.covered_by(opening).values("pk"))
        return self.filter(covered)

    def with_newest_version(self, among: "ReportVersionQuerySet") -> "ReportQuerySet":
        """Each series with what lists show of its published version, else of its newest."""
        newest = among.filter(report=OuterRef("pk")).order_by("publication", "-number")
        return self.annotate(
            newest_id=Subquery(newest.values("pk")[:1]),
            newest_number=Subquery(newest.values("number")[:1]),
            newest_as_of=Subquery(newest.values("as_of")[:1]),
            newest_start=Subquery(newest.values("period_start")[:1]),
            newest_end=Subquery(newest.values("period_end")[:1]),
            newest_pdf=Subquery(newest.values("pdf")[:1]),
            newest_state=Subquery(newest.values("state")[:1]),
        ).order_by("framework", "title")

    def covered_by(self, opening: Opening) -> "ReportQuerySet":
        """The series that lie wholly within the opening."""
        named = {
            name: getattr(opening, name)
            for name in ("framework", "category", "series")
            if getattr(opening, name)
        }
        series = self.model.objects.filter(**named)
        if opening.accounts is not None:
            others = Account.objects.exclude(pk__in=opening.accounts)
            series = series.filter(accounts__in=opening.accounts).exclude(accounts__in=others)
        if opening.regions:
            regions = list(opening.regions)
            series = series.filter(regions__contained_by=regions).exclude(regions=[])
        if opening.period_start or opening.period_end:
            of_period = ReportVersion.objects.handed_out().filter(_touching(opening))
            series = series.filter(pk__in=of_period.values("report"))
        return series


def _touching(opening: Opening) -> Q:
    """That a version says something of a day of the period."""
    start, end = opening.period_start or date.min, opening.period_end or date.max
    if (start, end) == (date.min, date.max):
        return Q(pk__isnull=False)
    own = Q(period_start__lte=end, period_end__gte=start)
    return own | Q(period_start=None, as_of__date__gte=start, as_of__date__lte=end)


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    """Which versions a person may see."""

    def visible_to(self, user: User, *, now: datetime) -> "ReportVersionQuerySet":
        """Every version of a visible series for people inside; for others the published ones.

        Of a grant with a period those whose own period touches it, or, without one of their own,
        those that are of a day of it.
        """
        if user.is_inside or not may(user, Action.READ_REPORTS):
            return self.filter(report__in=Report.objects.visible_to(user, now=now))
        return self.covered_by(Grant.objects.held_by(user).in_force(now=now))

    def covered_by(self, grants: Iterable[Grant]) -> "ReportVersionQuerySet":
        """The versions handed out that the grants open, were they in force."""
        covered = Q(pk__in=[])
        for opening in alike(grants):
            series = Report.objects.covered_by(opening)
            covered |= Q(report__in=series.values("pk")) & _touching(opening)
        return self.handed_out().filter(covered)

    def handed_out(self) -> "ReportVersionQuerySet":
        """Those that people outside can get."""
        return self.filter(publication__in=ReportVersion.HANDED_OUT)

    def with_term(self) -> "ReportVersionQuerySet":
        """Each with `held_term`: term and number of the wording that holds, or None."""
        held = narrowest_first(
            framework=OuterRef("report__framework"),
            series=OuterRef("report__series"),
            report_id=OuterRef("report__report_id"),
        )
        named = held.values(named=JSONObject(term_id="term__term_id", number="number"))
        return self.annotate(held_term=Subquery(named[:1]))

    def newest_first(self) -> "ReportVersionQuerySet":
        """In the order in which a person looks for them."""
        return self.select_related("report", "pdf").order_by("-requested_at", "-pk")


class Report(models.Model):
    """A series: one framework held against one scope, or a document of the same kind each year.

    Each rendering or upload is a version of it. `scope_key` is canonical, so that the same
    framework, accounts and regions always find the same series; what was not made by an
    assessment has its `report_id` there. An empty `regions` means every region that was read.
    `series` and `category` are words of the library (`SOC`, `Certifications and Attestations`).
    `source` is where an imported report is known by another name.
    """

    class Origin(models.TextChoices):
        """How its versions come about."""

        ASSESSMENT = "assessment", "Made from evidence"
        UPLOAD = "upload", "Uploaded"
        AWS_ARTIFACT = "aws_artifact", "Imported from AWS Artifact"

    class AcceptanceType(models.TextChoices):
        """Whether its terms must be accepted by hand; as AWS Artifact names them."""

        PASSTHROUGH = "PASSTHROUGH", "Terms hold by downloading"
        EXPLICIT = "EXPLICIT", "Terms must be accepted"

    report_id = models.CharField(max_length=32, unique=True, default=new_report_id)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.ASSESSMENT)
    framework = models.CharField(max_length=64, default="", blank=True)
    scope_key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    description = models.TextField(default="", blank=True)
    series = models.CharField(max_length=100, default="", blank=True)
    category = models.CharField(max_length=100, default="", blank=True)
    company = models.CharField(max_length=200, default="", blank=True)
    product = models.CharField(max_length=200, default="", blank=True)
    acceptance_type = models.CharField(
        max_length=12, choices=AcceptanceType, default=AcceptanceType.PASSTHROUGH
    )
    source = models.CharField(max_length=200, default="", blank=True)
    accounts = models.ManyToManyField(Account, related_name="reports")
    regions = models.JSONField(default=list)
    created_at = models.DateTimeField()

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "scope_key"], name="one_series_per_scope"
            ),
            models.UniqueConstraint(
                fields=["source"], condition=~Q(source=""), name="one_series_per_source"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def term(self) -> TermVersion | None:
        """The terms that hold for it; None where none do."""
        return term_in_force(
            framework=self.framework, series=self.series, report_id=self.report_id
        )


class ReportVersion(Run):
    """One rendering of a report, of what held at `as_of`; or one document that was received then.

    `facts` are the canonical JSON that the PDF shows and nothing else; `snapshots` is what they
    rest on, and can therefore never be deleted. `original` is what was uploaded or imported,
    exactly; `pdf` is what copies are made of: the same bytes for the same facts, to which
    `signed_pdf` adds the organisation's signature. `period_start` and `period_end` are the days it
    speaks of. `text` is what can be searched in it. `sequence` counts changes of the row.
    What `is_to_be_published` is published once it was found to be whole. `attempt` and
    `lease_until` as for a Unit.
    """

    class Publication(models.TextChoices):
        """Whether it is handed out. A superseded version stays, and can still be downloaded."""

        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    HANDED_OUT: ClassVar[tuple[str, ...]] = (Publication.PUBLISHED, Publication.SUPERSEDED)

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    facts = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    signed_pdf = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    snapshots = models.ManyToManyField(Snapshot, related_name="report_versions")
    original = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=100, default="application/pdf")
    filename = models.CharField(max_length=200, default="", blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    text = models.TextField(default="", blank=True)
    search = SearchVectorField(null=True)
    pages = models.PositiveIntegerField(default=0)
    publication = models.CharField(max_length=10, choices=Publication, default=Publication.DRAFT)
    is_to_be_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=1)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    hinted_at = models.DateTimeField(null=True)

    objects: ClassVar[ReportVersionQuerySet] = ReportVersionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        app_label = "artifact"
        indexes = [GinIndex(fields=["search"], name="report_versions_by_words")]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_number"),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(publication="published"),
                name="one_published_version_per_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, version {self.number}"

    @property
    def source_id(self) -> str:
        """The SHA-256 of what copies are made of: the PDF, else what was received; or empty."""
        return self.pdf_id or self.original_id or ""


class DownloadQuerySet(models.QuerySet["Download"]):
    """Copies, as those look for them who trace one."""

    def traced(self) -> "DownloadQuerySet":
        """With all that a copy leads to, the newest first."""
        related = ("version__report", "user", "customer", "acceptance")
        return self.select_related(*related).order_by("-at", "-pk")


class Download(models.Model):
    """One copy of a version, handed over to a person, written once. The name is text.

    `copy_id` stands on every page of the copy, and `sha256` is of the bytes that left; by either
    a leaked copy is traced. `acceptance` is the yes to the terms under which it was taken.
    """

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="downloads")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="downloads")
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="downloads"
    )
    acceptance = models.ForeignKey(
        Acceptance, null=True, on_delete=models.PROTECT, related_name="downloads"
    )
    email = models.EmailField()
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PORTAL)
    copy_id = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001 -- unique where there is one
    sha256 = models.CharField(max_length=64, default="", blank=True, db_index=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=400, default="", blank=True)

    objects: ClassVar[DownloadQuerySet] = DownloadQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.email} took {self.version} at {self.at.isoformat()}"
