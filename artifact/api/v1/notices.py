"""Your inbox: what you were told."""

from datetime import datetime
from typing import Any

from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Listing
from artifact.api.paging import Listed, page
from artifact.api.resource import Page, Read, Resource
from artifact.notifications.models import Delivery
from artifact.users.policy import Action

router = Resource()


class NoticeOut(BaseModel):
    """One message. `facts` are the identifiers that a program needs, `path` its page."""

    id: int
    kind: str
    subject: str
    title: str
    text: str
    path: str
    facts: dict[str, Any]
    at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> "NoticeOut":
        """As it was told."""
        told = ("kind", "subject", "title", "text", "path", "facts", "at")
        notice = {name: getattr(row.notice, name) for name in told}
        return cls(id=row.pk, read_at=row.read_at, **notice)


@router.read("/notices", Page[NoticeOut], Read(Action.SUBSCRIBE))
def list_notices(request: ApiRequest, given: Query[Listing]) -> Listed[NoticeOut]:
    """Your messages, the newest first."""
    rows = Delivery.objects.inbox_of(request.call.owner)
    return page(request, given, rows, by=["-id"], show=NoticeOut.of)
