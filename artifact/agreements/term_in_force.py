"""Which terms hold for a report."""

from django.db.models import Case, IntegerField, Q, Value, When

from artifact.agreements.models import TermVersion


def term_in_force(*, framework: str, series: str, report_id: str) -> TermVersion | None:
    """The newest wording of the narrowest term that is not withdrawn; None where none holds.

    A report's own term goes before that of its series, this before that of its framework, and
    this before the term of every report.
    """
    whole = Q(term__framework="", term__series="", term__report_id="")
    scopes = [
        Q(term__report_id=report_id) if report_id else None,
        Q(term__report_id="", term__series=series) if series else None,
        Q(term__report_id="", term__series="", term__framework=framework) if framework else None,
        whole,
    ]
    ranks = [When(one, then=Value(rank)) for rank, one in enumerate(scopes) if one is not None]
    return (
        TermVersion.objects.filter(term__withdrawn_at=None)
        .annotate(rank=Case(*ranks, default=None, output_field=IntegerField()))
        .exclude(rank=None)
        .select_related("term", "document", "pdf")
        .order_by("rank", "-number")
        .first()
    )
