"""Who asks: the token, its owner, and what both may do."""

from datetime import datetime

from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Shown
from artifact.api.resource import Read, Resource
from artifact.users.policy import ALLOWED, Action

router = Resource()


class Me(BaseModel):
    """The owner of a token, and the token itself."""

    email: str
    role: str
    actions: list[str]
    token: str
    scopes: list[str]
    engagement: str | None
    expires_at: datetime


@router.read("/me", Me, Read(Action.HOLD_TOKENS))
def get_me(request: ApiRequest, given: Query[Shown]) -> Me:
    """Who asks, with which token, and until when it holds."""
    del given
    token = request.call.checked
    owner = token.user
    return Me(
        email=owner.email,
        role=owner.role,
        actions=sorted(ALLOWED[owner.role]),
        token=token.token_id,
        scopes=token.scopes,
        engagement=token.engagement or None,
        expires_at=token.expires_at,
    )
