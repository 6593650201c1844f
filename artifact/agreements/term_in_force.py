"""Which terms hold for a report."""

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Value, When

from artifact.agreements.models import TermVersion


def term_in_force(*, framework: str, series: str, report_id: str) -> TermVersion | None:
    """The newest wording of the narrowest term that is not withdrawn; None where none holds.

    A report's own term goes before that of its series, this before that of its framework, and
    this before the term of every report.
    """
    found = narrowest_first(framework=framework, series=series, report_id=report_id)
    return found.select_related("term", "document", "pdf").first()


def narrowest_first(
    *, framework: str | OuterRef, series: str | OuterRef, report_id: str | OuterRef
) -> QuerySet[TermVersion]:
    """Every wording that may hold, in that order; of the report that a query is about too."""
    own, any_of = Q(term__report_id=report_id), Q(term__report_id="")
    scopes = [
        own & ~any_of,
        any_of & Q(term__series=series) & ~Q(term__series=""),
        any_of & Q(term__series="", term__framework=framework) & ~Q(term__framework=""),
        any_of & Q(term__framework="", term__series=""),
    ]
    ranks = [When(one, then=Value(rank)) for rank, one in enumerate(scopes)]
    return (
        TermVersion.objects.filter(term__withdrawn_at=None)
        .annotate(rank=Case(*ranks, default=None, output_field=IntegerField()))
        .exclude(rank=None)
        .order_by("rank", "-number")
    )
