"""Comments of both sides on the work in an engagement."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import Listing
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT
from artifact.api.refused import refusals
from artifact.api.resource import Page, Read, Resource, Write
from artifact.engagements.comment import LONGEST, comment
from artifact.engagements.requests import Comment
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
About = Annotated[
    str,
    Field(
        max_length=160,
        pattern=r"^(request|sample|control|finding):[^\x00-\x1f]+$",
        description="As `request:7`, `sample:sample-…`, `control:kms.rotation-enabled`.",
    ),
]


class CommentOut(BaseModel):
    """What somebody said of something."""

    id: int
    about: str
    text: str
    side: Literal["auditor", "audited"]
    at: datetime
    by: str

    @classmethod
    def of(cls, row: Comment) -> "CommentOut":
        """As it was said."""
        side: Literal["auditor", "audited"] = "auditor" if row.is_from_auditor else "audited"
        return cls(id=row.pk, about=row.about, text=row.text, side=side, at=row.at, by=row.by)


class CommentListing(Listing):
    """Which comments."""

    about: About | None = None


class CommentIn(BaseModel):
    """What is said, and of what."""

    model_config = ConfigDict(extra="forbid")

    about: About
    text: str = Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]+$")


@router.read(f"{ENGAGEMENT}/comments", Page[CommentOut], Read(Action.READ_ENGAGEMENTS))
def list_comments(
    request: ApiRequest, engagement: str, given: Query[CommentListing]
) -> Listed[CommentOut]:
    """What was said, the oldest first."""
    rows = Comment.objects.filter(engagement=at_desk(request, engagement))
    if given.about:
        rows = rows.filter(about=given.about)
    return page(request, given, rows, by=["id"], show=CommentOut.of)


@router.write(
    f"{ENGAGEMENT}/comments",
    CommentOut,
    Write(Action.READ_ENGAGEMENTS, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def create_comment(request: ApiRequest, engagement: str, asked: CommentIn) -> Created:
    """Say something; nobody changes it or takes it back."""
    found, owner = at_desk(request, engagement), request.call.owner
    with refusals():
        made = comment(found, asked.about, asked.text, user=owner, now=request.call.at)
    return Created(CommentOut.of(made), f"/api/v1/engagements/{engagement}/comments")
