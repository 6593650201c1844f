"""Ask for something: one more line of the request list."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from artifact.engagements.desk import refuse_closed
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.request_event import record
from artifact.engagements.request_input import (
    RequestInput,
    RequestRefused,
    faults,
    people_inside,
)
from artifact.engagements.requests import AuditRequest, RequestEvent
from artifact.users.models import User


def ask(
    engagement: Engagement,
    given: RequestInput,
    *,
    user: User,
    now: datetime,
    sample: Sample | None = None,
    number: int | None = None,
) -> AuditRequest:
    """The request, open; without a number it is the next.

    :raises RequestRefused: something is wrong with it, or the number is taken.
    :raises EngagementClosed: nothing can be added any more.
    """
    if found := faults(given, owners=people_inside()):
        raise RequestRefused(" ".join(found))
    with transaction.atomic():
        # Whoever asks next waits here, so that no two requests get one number.
        locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
        refuse_closed(locked)
        last = locked.requests.aggregate(last=Max("number"))["last"] or 0
        if number and locked.requests.filter(number=number).exists():
            raise RequestRefused(f"There is a request {number} already.")
        request = AuditRequest.objects.create(
            engagement=locked,
            number=number or last + 1,
            sample=sample,
            asked_at=now,
            asked_by=user.email,
            **given.as_fields(),
        )
        record(request, RequestEvent.Kind.ASKED, user=user, now=now)
    return request
