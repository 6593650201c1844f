"""The one door to an engagement's work: who may open it, and who may add to it."""

from datetime import datetime

from artifact.engagements.models import Engagement
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
    at_desk = Engagement.objects.at_desk_of(user, now=now)
    found = at_desk.filter(engagement_id=engagement_id).first() if may(user, to) else None
    if found is None:
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
