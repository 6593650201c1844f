"""The evidence that showed a finding last."""

from django.db.models import Max

from compliance.assessments.models import Evaluation, Finding
from compliance.evidence.models import Snapshot


def confirmed_by(finding: Finding) -> Snapshot | None:
    """The newest snapshot that a judgement of the finding rested on; None where it has none.

    A finding is opened once and confirmed by every later reading, which writes nothing: it is the
    newest snapshot of the same collector and place that is not newer than the last evaluation
    within the span.
    """
    opened = finding.opened_by
    if opened is None:
        return None
    evaluations = Evaluation.objects.filter(account=finding.account, region=finding.region)
    if finding.closed_at:
        evaluations = evaluations.filter(instant__lt=finding.closed_at)
    last = evaluations.aggregate(last=Max("instant"))["last"]
    if last is None:
        return opened
    later = Snapshot.objects.filter(
        account=finding.account,
        region=opened.region,
        collector=opened.collector,
        ended_at__gte=opened.ended_at,
        ended_at__lte=last,
    )
    return later.defer("receipt").order_by("-ended_at", "-pk").first() or opened
