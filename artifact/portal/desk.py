"""The door to the pages of an engagement, and the frame that they share."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from artifact.clock import now
from artifact.engagements.desk import EngagementClosed, NoSuchEngagement, desk
from artifact.engagements.models import Engagement
from artifact.portal.damaged import shows_damage
from artifact.portal.gate import SignedInRequest, View, needs
from artifact.users.policy import Action


def at_desk(to: Action = Action.READ_ENGAGEMENTS) -> Callable[[View], View]:
    """Give the view its engagement; 404 to whom it is not open, or may not do this in it.

    What a closed engagement refuses is said above its request list.
    """

    def decorate(view: View) -> View:
        @needs(to)
        @shows_damage
        @wraps(view)
        def opened(
            request: SignedInRequest, engagement_id: str, *args: object, **kwargs: object
        ) -> HttpResponseBase:
            try:
                engagement = desk(engagement_id, user=request.user, now=now(), to=to)
            except NoSuchEngagement as error:
                raise Http404 from error
            try:
                return view(request, engagement, *args, **kwargs)
            except EngagementClosed as refusal:
                messages.error(request, str(refusal))
                return redirect("audit-requests", engagement_id)

        return opened

    return decorate


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
