"""The evidence below an engagement's findings: what opened each, and what confirmed it last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Count, DateTimeField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Least

from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.scope import findings_of
from compliance.assessments.limits import findings_for
from compliance.assessments.models import FindingQuerySet
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.models import Evaluation, Finding, Snapshot


@dataclass(frozen=True)
class Shown:
    """A finding with the evidence of the period that it rests on, the earliest first.

    `said` is how many comments there are on it.
    """

    finding: Finding
    evidence: Sequence[NumberedEvidence]
    said: int = 0


@dataclass(frozen=True)
class Below:
    """The last reading of the period that confirmed a finding, and the evidence it rests on."""

    last_read: int | None
    evidence: Sequence[NumberedEvidence]


def relevant_findings(engagement: Engagement) -> FindingQuerySet:
    """Those of its findings that count for its framework: by its own limits where it sets any."""
    framework = frameworks().get(engagement.framework)
    if framework is None:
        return findings_of(engagement).none()
    return findings_of(engagement).filter(findings_for(framework, CONTROLS.values()))


def in_order(findings: FindingQuerySet) -> QuerySet[Finding]:
    """The findings as pages list them."""
    by = ("control", "account__account_id", "region", "resource", "opened_at", "pk")
    return findings.select_related("account").order_by(*by)


def shown(
    findings: Iterable[Finding], engagement: Engagement, *, actor: str, now: datetime
) -> list[Shown]:
    """The findings of a page with their evidence, numbered here where it was not yet."""
    rows = list(findings)
    found = below({row.pk: row.opened_by_id for row in rows}, engagement, actor=actor, now=now)
    said = _said_of(rows, engagement)
    return [Shown(row, found[row.pk].evidence, said.get(row.pk, 0)) for row in rows]


def below(
    opened_by: Mapping[int, int | None], engagement: Engagement, *, actor: str, now: datetime
) -> dict[int, Below]:
    """By finding what it rests on, numbered here where it was not yet.

    `opened_by` has the snapshot that opened each.
    """
    last = _last_reads(list(opened_by), engagement)
    both = {pk: _of_both(opener, last[pk]) for pk, opener in opened_by.items()}
    ids = {one for each in both.values() for one in each}
    numbered = number_evidence(engagement, ids, actor=actor, now=now)
    return {
        pk: Below(last[pk], [numbered[one] for one in each if one in numbered])
        for pk, each in both.items()
    }


def end_of_period(engagement: Engagement) -> datetime:
    """The first instant after the last day of the period."""
    return datetime.combine(engagement.period_end + timedelta(days=1), time.min, UTC)


def _last_reads(ids: Sequence[int], engagement: Engagement) -> dict[int, int | None]:
    """By finding the last reading within the period that confirmed it, if any.

    As `confirmed_by` finds it for one: the newest of the same collector and place that is not
    newer than the last judgement within the span. Asked for a page's findings alone: with the
    page itself, the database would look for those of every row before it too.
    """
    end = Value(end_of_period(engagement), output_field=DateTimeField())
    judged = Evaluation.objects.filter(
        account=OuterRef("account"),
        region=OuterRef("region"),
        instant__lt=Least(OuterRef("closed_at"), end),
    )
    read = Snapshot.objects.filter(
        account=OuterRef("account"),
        region=OuterRef("opened_by__region"),
        collector=OuterRef("opened_by__collector"),
        ended_at__gte=OuterRef("opened_by__ended_at"),
        ended_at__lte=OuterRef("judged_at"),
    )
    newest = read.order_by("-ended_at", "-pk")
    found = (
        Finding.objects.filter(pk__in=ids)
        .annotate(judged_at=Subquery(judged.order_by("-instant").values("instant")[:1]))
        .annotate(last_read=Subquery(newest.values("pk")[:1]))
    )
    return dict(found.values_list("pk", "last_read"))


def _said_of(rows: Sequence[Finding], engagement: Engagement) -> dict[int, int]:
    about = {f"finding:{row.pk}": row.pk for row in rows}
    counted = engagement.comments.filter(about__in=about).values_list("about")
    return {about[name]: number for name, number in counted.annotate(number=Count("pk"))}


def _of_both(opened_by: int | None, last: int | None) -> list[int]:
    return [pk for pk in dict.fromkeys((opened_by, last)) if pk is not None]
