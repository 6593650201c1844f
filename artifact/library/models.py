"""The library: report series, their versions, and who took which."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from artifact.users.models import Grant, User
from artifact.users.policy import Action, may
from compliance.models import Account, Blob, Snapshot
from compliance.runs import Run


class ReportQuerySet(models.QuerySet["Report"]):
    """Which series a person may see."""

    def visible_to(self, user: User, *, now: datetime) -> "ReportQuerySet":
        """Every series for people inside; for others those that a grant covers wholly.

        A grant covers a series if it names its framework (or none), each of its accounts (or
        none) and each of its regions (or none).
        """
        if not may(user, Action.READ_REPORTS):
            return self.none()
        if user.is_inside:
            return self
        covered = Q(pk__in=[])
        for grant in user.grants.in_force(now=now):
            covered |= Q(pk__in=self._covered_by(grant).values("pk"))
        return self.filter(covered)

    def with_newest_version(self) -> "ReportQuerySet":
        """Each series with id, number, instant and state of its published version."""
        published = ReportVersion.objects.filter(
            report=OuterRef("pk"), publication=ReportVersion.Publication.PUBLISHED
        )
        return self.annotate(
            newest_id=Subquery(published.values("pk")[:1]),
            newest_number=Subquery(published.values("number")[:1]),
            newest_as_of=Subquery(published.values("as_of")[:1]),
            newest_state=Subquery(published.values("state")[:1]),
        ).order_by("framework", "title")

    def _covered_by(self, grant: Grant) -> "ReportQuerySet":
        series = self.model.objects.all()
        if grant.framework:
            series = series.filter(framework=grant.framework)
        if grant.account_id:
            others = Account.objects.exclude(pk=grant.account_id)
            series = series.filter(accounts=grant.account_id).exclude(accounts__in=others)
        if grant.regions:
            series = series.filter(regions__contained_by=grant.regions).exclude(regions=[])
        return series


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    """Which versions a person may see."""

    def visible_to(self, user: User, *, now: datetime) -> "ReportVersionQuerySet":
        """Every version of a visible series for people inside; for others the published ones."""
        versions = self.filter(report__in=Report.objects.visible_to(user, now=now))
        if user.is_inside:
            return versions
        shown = (ReportVersion.Publication.PUBLISHED, ReportVersion.Publication.SUPERSEDED)
        return versions.filter(publication__in=shown)

    def newest_first(self) -> "ReportVersionQuerySet":
        """In the order in which a person looks for them."""
        return self.select_related("report", "pdf").order_by("-requested_at", "-pk")


class Report(models.Model):
    """A series: one framework held against one scope. Each rendering is a version of it.

    `scope_key` is canonical, so that the same framework, accounts and regions always find the
    same series. An empty `regions` means every region that was read.
    """

    framework = models.CharField(max_length=64)
    scope_key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    accounts = models.ManyToManyField(Account, related_name="reports")
    regions = models.JSONField(default=list)
    created_at = models.DateTimeField()

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(fields=["framework", "scope_key"], name="one_series_per_scope")
        ]

    def __str__(self) -> str:
        return self.title


class ReportVersion(Run):
    """One rendering of a report, of what held at `as_of`.

    `facts` are the canonical JSON that the PDF shows and nothing else; `snapshots` is what they
    rest on, and can therefore never be deleted. `attempt` and `lease_until` as for a Unit.
    """

    class Publication(models.TextChoices):
        """Whether it is handed out. A superseded version stays, and can still be downloaded."""

        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    facts = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    snapshots = models.ManyToManyField(Snapshot, related_name="report_versions")
    pages = models.PositiveIntegerField(default=0)
    publication = models.CharField(max_length=10, choices=Publication, default=Publication.DRAFT)
    published_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    hinted_at = models.DateTimeField(null=True)

    objects: ClassVar[ReportVersionQuerySet] = ReportVersionQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        app_label = "artifact"
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


class Download(models.Model):
    """One hand-over of a version to a person. The name is text: it outlives the user's row."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="downloads")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="downloads")
    email = models.EmailField()
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        app_label = "artifact"

    def __str__(self) -> str:
        return f"{self.email} took {self.version} at {self.at.isoformat()}"
