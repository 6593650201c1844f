"""Let the audited side read a conclusion."""

from datetime import datetime

from artifact.engagements.conclude import ConclusionInput, ConclusionRefused, conclude
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Engagement
from artifact.users.models import User


def share_conclusion(
    engagement: Engagement, control: str, number: int, *, user: User, now: datetime
) -> Conclusion:
    """A further version with the same words, shared; what was shared stays so.

    :raises ConclusionRefused: there is a newer version, it is shared already, or there is none.
    :raises EngagementClosed: nothing can be added any more.
    """
    versions = Conclusion.objects.filter(engagement=engagement, control=control)
    newest = versions.order_by("-number").first()
    if newest is None or newest.number != number:
        raise ConclusionRefused("There is a newer version. Read it first.")
    if newest.is_shared:
        raise ConclusionRefused("It is shared already.")
    given = ConclusionInput(
        verdict=newest.verdict,
        text=newest.text,
        samples=newest.samples,
        evidence=newest.evidence,
        is_shared=True,
    )
    return conclude(engagement, control, given, user=user, now=now)
