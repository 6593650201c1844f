"""Change what a request asks for."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from artifact.engagements.desk import refuse_closed
from artifact.engagements.request_event import record
from artifact.engagements.request_input import (
    RequestInput,
    RequestRefused,
    faults,
    people_inside,
)
from artifact.engagements.requests import AuditRequest, RequestEvent
from artifact.users.models import User


def change_request(
    request: AuditRequest, given: RequestInput, *, user: User, now: datetime
) -> bool:
    """Whether anything changed; what was there before stands in the request's log.

    :raises RequestRefused: something is wrong with it, or it is accepted already.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(request.engagement)
    # Whoever was asked once may have left since; only another must be somebody inside.
    if found := faults(given, owners=people_inside() | {request.owner}):
        raise RequestRefused(" ".join(found))
    fields = given.as_fields()
    with transaction.atomic():
        mine = AuditRequest.objects.select_for_update().get(pk=request.pk)
        changed = {name: value for name, value in fields.items() if getattr(mine, name) != value}
        if not changed:
            return False
        if mine.state == AuditRequest.State.ACCEPTED:
            raise RequestRefused(f"Request {mine.number} is accepted; ask for more in a new one.")
        before = {name: _told(getattr(mine, name)) for name in changed}
        for name, value in changed.items():
            setattr(mine, name, value)
        mine.save(update_fields=list(changed))
        record(
            mine,
            RequestEvent.Kind.CHANGED,
            user=user,
            now=now,
            text="; ".join(
                f"{name.replace('_', ' ')} was {_shown(before[name])}" for name in before
            ),
            details={"before": before},
        )
    return True


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "empty")
