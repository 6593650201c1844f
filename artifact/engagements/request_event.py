"""Write down what became of a request: its own log, and the ledger."""

from datetime import datetime
from typing import Any

from artifact.engagements.requests import AuditRequest, RequestEvent
from artifact.users.models import User
from compliance.ledger.append import append


def record(
    request: AuditRequest,
    kind: RequestEvent.Kind,
    *,
    user: User,
    now: datetime,
    text: str = "",
    details: dict[str, Any] | None = None,
) -> RequestEvent:
    """The event, in the caller's transaction, with its entry in the ledger."""
    append(
        actor=user.email,
        action=f"request.{kind}",
        subject=f"request:{request.pk}",
        details={
            "engagement": request.engagement.engagement_id,
            "number": request.number,
            "title": request.title,
            "state": request.state,
            "owner": request.owner,
            "due_on": request.due_on.isoformat() if request.due_on else "",
            "text": text,
            **(details or {}),
        },
        at=now,
    )
    return RequestEvent.objects.create(
        request=request, kind=kind, text=text, at=now, by=user.email
    )
