"""Engagements: which auditors look at what, of which period, and until when."""

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q

from artifact.agreements.models import Acceptance
from artifact.identifiers import new_engagement_id
from artifact.users.models import Grant, User
from artifact.users.policy import Action, may
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account, Blob


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Questions about engagements."""

    def open_at(self, now: datetime) -> "EngagementQuerySet":
        """Those whose auditors may look in at this instant."""
        return self.filter(access_from__lte=now, access_to__gt=now, closed_at=None)

    def visible_to(self, user: User, *, now: datetime) -> "EngagementQuerySet":
        """Every one for people inside; for an auditor those they belong to, while they are open.

        Of an engagement whose terms they have not accepted they see that it is there, and no more:
        what it opens are grants, and these are given with the acceptance.
        """
        if not may(user, Action.READ_ENGAGEMENTS):
            return self.none()
        if user.is_inside:
            return self
        return self.open_at(now).filter(pk__in=Auditor.objects.of(user).values("engagement"))

    def at_desk_of(self, user: User, *, now: datetime) -> "EngagementQuerySet":
        """Those in which the person may work: of the visible ones, where no terms are owed."""
        visible = self.visible_to(user, now=now)
        if user.is_inside:
            return visible
        ready = Auditor.objects.of(user).exclude(acceptance=None)
        return visible.filter(Q(terms=None) | Q(pk__in=ready.values("engagement")))

    def with_numbers(self) -> "EngagementQuerySet":
        """Each with how many people and accounts it has; the newest first."""
        people = Count("auditors", filter=Q(auditors__removed_at=None), distinct=True)
        return self.annotate(
            people_now=people, accounts_now=Count("accounts", distinct=True)
        ).order_by(F("closed_at").desc(nulls_first=True), "-access_to", "-pk")


class Engagement(models.Model):
    """An audit by an outside firm: one framework, some accounts and regions, one period.

    Its people see only evidence and findings of the period, and only between `access_from` and
    `access_to`; nothing has to be switched on or off. An empty `regions` means every region.
    `terms` are the exact bytes that each of its people accepts first; without, nothing is asked.
    """

    engagement_id = models.CharField(max_length=32, unique=True, default=new_engagement_id)
    title = models.CharField(max_length=200)
    firm = models.CharField(max_length=200)
    framework = models.CharField(max_length=64)
    accounts = models.ManyToManyField(Account, related_name="engagements")
    regions = models.JSONField(default=list, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    access_from = models.DateTimeField()
    access_to = models.DateTimeField()
    terms = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    terms_media_type = models.CharField(max_length=100, default="", blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, default="", blank=True)

    objects: ClassVar[EngagementQuerySet] = EngagementQuerySet.as_manager()  # type: ignore[assignment]  # it has the methods

    class Meta:
        app_label = "artifact"
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end"), access_from__lt=F("access_to")),
                name="an_engagement_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.engagement_id})"

    def is_open(self, now: datetime) -> bool:
        """Whether its auditors may look in."""
        return self.closed_at is None and self.access_from <= now < self.access_to

    @property
    def name_in_ledger(self) -> str:
        """The engagement, as the ledger writes subjects."""
        return f"engagement:{self.engagement_id}"

    @property
    def framework_name(self) -> str:
        """The framework as people know it; its id where it is gone."""
        known = frameworks().get(self.framework)
        return f"{known.name} {known.version}" if known else self.framework

    def state(self, now: datetime) -> str:
        """How it stands at an instant: `to_come`, `open`, `over` or `closed`."""
        if self.closed_at:
            return "closed"
        if self.is_open(now):
            return "open"
        return "to_come" if now < self.access_from else "over"

    def clean(self) -> None:
        """Refuse a framework that there is not.

        :raises ValidationError: naming the field.
        """
        if self.framework not in frameworks():
            known = ", ".join(frameworks())
            raise ValidationError(
                {"framework": f"There is no framework '{self.framework}'. Known are: {known}."}
            )


class AuditorQuerySet(models.QuerySet["Auditor"]):
    """Questions about people in engagements."""

    def of(self, user: User) -> "AuditorQuerySet":
        """Where the person is in an engagement."""
        return self.filter(user=user, removed_at=None)


class Auditor(models.Model):
    """A person in an engagement. `grants` are what it opened to them, once they accepted.

    Those that were revoked since stay among them, so that it can be told what was open when.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="auditors")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="engagements")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    removed_at = models.DateTimeField(null=True, blank=True)
    acceptance = models.ForeignKey(
        Acceptance, on_delete=models.PROTECT, null=True, related_name="+"
    )
    grants = models.ManyToManyField(Grant, related_name="auditors")

    objects: ClassVar[AuditorQuerySet] = AuditorQuerySet.as_manager()  # type: ignore[assignment]  # it has the method

    class Meta:
        app_label = "artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "user"], name="a_person_once_in_an_engagement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.engagement}"

    @property
    def is_ready(self) -> bool:
        """Belongs to the engagement and owes no acceptance, so that its grants are theirs."""
        is_settled = self.acceptance_id is not None or self.engagement.terms_id is None
        return self.removed_at is None and is_settled
