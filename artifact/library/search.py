"""Find series by words, and by where they belong."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, FloatField, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Left

from artifact.library.index import CONFIG, plain
from artifact.library.models import Report, ReportQuerySet, ReportVersion, ReportVersionQuerySet
from artifact.users.models import User

Publication = ReportVersion.Publication
PUBLISHED = ReportVersion.objects.filter(publication=Publication.PUBLISHED)
SEARCHED = (Publication.PUBLISHED, Publication.DRAFT)
# A snippet is looked for in this many characters, some eighty pages: reading on costs seconds.
SNIPPET_FROM = 200_000
# What stands around the words that were found; no text has these characters.
FOUND, END = "\x02", "\x03"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty narrows nothing. `on` is a day of the period.

    A series without regions is about every region, and is found under each. `without_framework`
    means the documents that belong to none.
    """

    words: str = ""
    framework: str = ""
    without_framework: bool = False
    series: str = ""
    category: str = ""
    company: str = ""
    product: str = ""
    region: str = ""
    on: date | None = None


def search(wanted: Wanted, *, reader: User | None, now: datetime) -> ReportQuerySet:
    """The series that match and that the person may see, the best first; else by title.

    Without a person it is the operator at the command line, who sees everything.

    Words are sought as in a search engine: `"in quotes"`, `or`, `-not`; in the words of the
    series and the text of its published version. Each row has `snippet`, where words were found
    in the text. People outside see no series of which nothing is published; where they may see
    versions of a period alone, the newest of these counts as the published one.
    """
    is_inside = reader is None or reader.is_inside
    reports = Report.objects.visible_to(reader, now=now) if reader else Report.objects.all()
    among = PUBLISHED
    if reader and not is_inside:
        among = ReportVersion.objects.visible_to(reader, now=now)
        reports = reports.filter(pk__in=among.values("report"))
    reports = _in_place(reports.with_newest_version(among), wanted)
    newest = ReportVersion.objects.filter(
        pk__in=reports.order_by().values_list("newest_id", flat=True)  # type: ignore[misc]  # annotated
    )
    searched = ReportVersion.objects.filter(publication__in=SEARCHED) if is_inside else newest
    if wanted.on:
        reports = reports.filter(pk__in=_of_day(newest, wanted.on).values("report"))
    if not wanted.words.strip():
        return reports.order_by("title", "pk")
    return _by_words(reports, wanted.words, searched)


def _in_place(reports: ReportQuerySet, wanted: Wanted) -> ReportQuerySet:
    named = {
        name: getattr(wanted, name)
        for name in ("framework", "series", "category", "company", "product")
        if getattr(wanted, name)
    }
    reports = reports.filter(**named)
    if wanted.without_framework:
        reports = reports.filter(framework="")
    if wanted.region:
        reports = reports.filter(Q(regions__contains=[wanted.region]) | Q(regions=[]))
    return reports


def _of_day(among: ReportVersionQuerySet, day: date) -> ReportVersionQuerySet:
    """The versions of the day: by their period; without one, by their instant."""
    return among.filter(
        Q(period_start__lte=day, period_end__gte=day) | Q(period_start=None, as_of__date=day)
    )


def _by_words(
    reports: ReportQuerySet, words: str, searched: ReportVersionQuerySet
) -> ReportQuerySet:
    query = SearchQuery(plain(words), config=CONFIG, search_type="websearch")
    found = searched.filter(search=query)
    # The published one before a draft, the newest draft before another.
    of_series = found.filter(report=OuterRef("pk")).order_by("-publication", "-number")
    return (
        reports.filter(Q(pk__in=found.values("report")) | Q(title__icontains=words.strip()))
        .annotate(
            rank=Coalesce(
                Subquery(
                    of_series.annotate(rank=SearchRank(F("search"), query)).values("rank")[:1]
                ),
                Value(0.0),
                output_field=FloatField(),
            ),
            snippet=Subquery(
                of_series.exclude(text="")
                .annotate(
                    snippet=SearchHeadline(
                        Left("text", SNIPPET_FROM, output_field=TextField()),
                        query,
                        config=CONFIG,
                        start_sel=FOUND,
                        stop_sel=END,
                        max_fragments=2,
                        max_words=24,
                        min_words=10,
                    )
                )
                .values("snippet")[:1]
            ),
        )
        .order_by("-rank", "title", "pk")
    )
