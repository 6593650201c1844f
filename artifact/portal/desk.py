"""The engagement that an address names, as far as the person may know of it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from artifact.engagements.models import Engagement
from artifact.portal.gate import SignedInRequest


def desk(request: SignedInRequest, engagement_id: str, *, now: datetime) -> Engagement:
    """The engagement, for those inside and for its people while it is open and nothing is owed.

    :raises Http404: there is none, or it is not theirs, not open, or its terms are not accepted.
    """
    among = Engagement.objects.at_desk_of(request.user, now=now)
    return get_object_or_404(among, engagement_id=engagement_id)


def render_desk(
    request: SignedInRequest,
    template: str,
    engagement: Engagement,
    *,
    now: datetime,
    **given: object,
) -> HttpResponse:
    """A page of the engagement, with how it stands and how long it is open."""
    context = {
        "engagement": engagement,
        "state": engagement.state(now),
        "days_left": (engagement.access_to - now).days,
        **given,
    }
    return render(request, f"portal/{template}.html", context)
