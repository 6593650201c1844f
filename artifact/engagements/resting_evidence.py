"""The evidence that an engagement's findings rest on."""

from django.db.models import OuterRef, Subquery

from artifact.engagements.evidence_below import end_of_period, relevant_findings
from artifact.engagements.models import Engagement
from compliance.models import Snapshot


def resting_evidence(engagement: Engagement) -> set[int]:
    """What opened a finding within the period, and the last reading of each such place."""
    openers = Snapshot.objects.filter(
        pk__in=relevant_findings(engagement).order_by().values("opened_by")
    )
    newest = Snapshot.objects.filter(
        account=OuterRef("account"),
        region=OuterRef("region"),
        collector=OuterRef("collector"),
        ended_at__lt=end_of_period(engagement),
    ).order_by("-ended_at", "-pk")
    places = openers.order_by().values("account", "region", "collector").distinct()
    last = places.annotate(last=Subquery(newest.values("pk")[:1])).values_list("last", flat=True)
    return {pk for pk in (*openers.values_list("pk", flat=True), *last) if pk is not None}
