"""How far the work in an engagement is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.requests import AuditRequest
from artifact.users.models import User
from compliance.frameworks.catalogue import frameworks


@dataclass(frozen=True)
class Standing:
    """How many there are of each; `controls` are those that a conclusion is owed for."""

    waiting: int
    overdue: int
    received: int
    accepted: int
    populations: int
    samples: int
    concluded: int
    controls: int


def standing(engagement: Engagement, *, user: User, today: date) -> Standing:
    """As far as the person may read it: conclusions that are not shared are the auditors' own."""
    requests = AuditRequest.objects.filter(engagement=engagement)
    states = dict(requests.values_list("state").annotate(number=Count("pk")))
    written = Conclusion.objects.filter(engagement=engagement).visible_to(user)
    framework = frameworks().get(engagement.framework)
    return Standing(
        waiting=sum(states.get(one, 0) for one in AuditRequest.WAITING),
        overdue=requests.overdue(today).count(),
        received=states.get(AuditRequest.State.RECEIVED, 0),
        accepted=states.get(AuditRequest.State.ACCEPTED, 0),
        populations=engagement.populations.count(),
        samples=Sample.objects.filter(population__engagement=engagement).count(),
        concluded=written.values("control").distinct().count(),
        controls=len(framework.control_ids) if framework else 0,
    )
