"""The engagement that an address names, for those who may work in it."""

from django.db.models import QuerySet

from artifact.api.call import ApiRequest
from artifact.api.problems import not_found
from artifact.engagements.desk import NoSuchEngagement, desk
from artifact.engagements.models import Engagement
from artifact.users.policy import Action

ENGAGEMENT = "/engagements/{engagement}"


def at_desk(
    request: ApiRequest, engagement: str, *, to: Action = Action.READ_ENGAGEMENTS
) -> Engagement:
    """The engagement, once its terms are accepted, while it is open.

    :raises Problem: there is none, as far as the caller may know.
    """
    if not visible_engagements(request).filter(engagement_id=engagement).exists():
        raise not_found()
    try:
        return desk(engagement, user=request.call.owner, now=request.call.at, to=to)
    except NoSuchEngagement:
        raise not_found() from None


def visible_engagements(request: ApiRequest) -> QuerySet[Engagement]:
    """Those that the token's owner may know of; a token of one engagement opens no other."""
    visible = Engagement.objects.visible_to(request.call.owner, now=request.call.at)
    of = request.call.checked.engagement
    return visible.filter(engagement_id=of) if of else visible
