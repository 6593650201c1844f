"""Conclusions: what the auditor concludes of each control, version upon version."""

from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import Id, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, not_found
from artifact.api.refused import refusals
from artifact.api.resource import Page, Read, Resource, Write
from artifact.engagements.conclude import LONGEST, ConclusionInput, conclude
from artifact.engagements.conclusions import Conclusion
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
Verdict = Literal["effective", "exception", "not_effective", "not_tested"]


class ConclusionOut(BaseModel):
    """One version. `evidence` are numbers of snapshots, `samples` their ids."""

    control: str
    number: int
    verdict: Verdict
    text: str
    samples: list[str]
    evidence: list[int]
    is_shared: bool
    at: datetime
    by: str

    @classmethod
    def of(cls, row: Conclusion) -> "ConclusionOut":
        """As it was written."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ConclusionListing(Listing):
    """Which conclusions."""

    control: list[Word] = []


class ConclusionIn(BaseModel):
    """The next version of the conclusion on a control, and what it rests on."""

    model_config = ConfigDict(extra="forbid")

    control: Word
    verdict: Verdict
    text: str = Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]+$")
    samples: list[Word] = Field([], max_length=100)
    evidence: list[Id] = Field([], max_length=1000)
    is_shared: bool = False


@router.read(f"{ENGAGEMENT}/conclusions", Page[ConclusionOut], Read(Action.READ_ENGAGEMENTS))
def list_conclusions(
    request: ApiRequest, engagement: str, given: Query[ConclusionListing]
) -> Listed[ConclusionOut]:
    """Every version of every conclusion that you may read; the audited side reads shared ones."""
    rows = _visible(request, engagement)
    if given.control:
        rows = rows.filter(control__in=given.control)
    return page(request, given, rows, by=["id"], show=ConclusionOut.of)


@router.read(f"{ENGAGEMENT}/conclusions/{{control}}", ConclusionOut, Read(Action.READ_ENGAGEMENTS))
def get_conclusion(
    request: ApiRequest, engagement: str, control: str, given: Query[Shown]
) -> ConclusionOut:
    """The newest version on one control that you may read."""
    del given
    newest = _visible(request, engagement).filter(control=control).order_by("-number").first()
    if newest is None:
        raise not_found()
    return ConclusionOut.of(newest)


@router.write(
    f"{ENGAGEMENT}/conclusions",
    ConclusionOut,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def write_conclusion(request: ApiRequest, engagement: str, asked: ConclusionIn) -> Created:
    """Write the next version; those before it stay as they are."""
    found = at_desk(request, engagement, to=Action.AUDIT)
    given = ConclusionInput(**asked.model_dump(exclude={"control"}))
    with refusals():
        made = conclude(found, asked.control, given, user=request.call.owner, now=request.call.at)
    address = f"/api/v1/engagements/{engagement}/conclusions/{made.control}"
    return Created(ConclusionOut.of(made), address)


def _visible(request: ApiRequest, engagement: str) -> QuerySet[Conclusion]:
    found = at_desk(request, engagement)
    return Conclusion.objects.filter(engagement=found).visible_to(request.call.owner)
