"""The one door to an engagement's work: who may open it, and who may add to it."""

from datetime import datetime

from artifact.engagements.models import Auditor, Engagement
from artifact.users.models import User
from artifact.users.policy import Action, may


class NoSuchEngagement(Exception):
    """There is none, as far as this person may know, or not for what they want to do."""


class EngagementClosed(Exception):
    """Its work is over: it can be read, and nothing can be added; the message says so."""


def desk(
    engagement_id: str, *, user: User, now: datetime, to: Action = Action.READ_ENGAGEMENTS
) -> Engagement:
    """The engagement, for people inside and for its auditors who accepted its terms.

    :raises NoSuchEngagement: there is none, it is not theirs, they have not accepted its terms,
        or their role does not include the action.
    """
    found = (
        Engagement.objects.visible_to(user, now=now).filter(engagement_id=engagement_id).first()
    )
    if found is None or not may(user, to) or not (user.is_inside or _is_let_in(found, user)):
        raise NoSuchEngagement(engagement_id)
    return found


def refuse_closed(engagement: Engagement) -> None:
    """Do nothing while the engagement goes on.

    :raises EngagementClosed: it is closed.
    """
    if engagement.closed_at:
        raise EngagementClosed(
            f"This engagement was closed on {engagement.closed_at:%Y-%m-%d}; nothing can be added."
        )


def _is_let_in(engagement: Engagement, user: User) -> bool:
    belonging = Auditor.objects.filter(engagement=engagement, user=user, removed_at=None)
    if engagement.terms_id is None:
        return belonging.exists()
    return belonging.exclude(acceptance=None).exists()
