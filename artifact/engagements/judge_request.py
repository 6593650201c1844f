"""Say of what was handed in that it is enough, or why it is not."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.desk import refuse_closed
from artifact.engagements.request_event import record
from artifact.engagements.requests import AuditRequest, RequestEvent
from artifact.users.models import User


class JudgementRefused(Exception):
    """It cannot be judged so, or not now; the message says why."""


def judge_request(
    request: AuditRequest, *, is_enough: bool, reason: str, user: User, now: datetime
) -> RequestEvent:
    """The request is accepted, or returned with the reason.

    :raises JudgementRefused: nothing was received since the last judgement, or it is returned
        without a reason.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(request.engagement)
    why = reason.strip()
    if not is_enough and not why:
        raise JudgementRefused("Say what is missing, so that it can be handed in.")
    kind = RequestEvent.Kind.ACCEPTED if is_enough else RequestEvent.Kind.RETURNED
    state = AuditRequest.State.ACCEPTED if is_enough else AuditRequest.State.RETURNED
    with transaction.atomic():
        mine = AuditRequest.objects.select_for_update().get(pk=request.pk)
        if mine.state != AuditRequest.State.RECEIVED:
            raise JudgementRefused(
                f"Request {mine.number} is {mine.get_state_display().lower()}: there is nothing "
                "to judge."
            )
        mine.state = state
        mine.save(update_fields=["state"])
        return record(mine, kind, user=user, now=now, text=why)
