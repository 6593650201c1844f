"""Populations: lists of an engagement that were frozen, to draw samples from."""

from datetime import datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import AccountId, Instant, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, not_found
from artifact.api.refused import refusals
from artifact.api.resource import Page, Read, Resource, Write
from artifact.engagements.definition import Definition
from artifact.engagements.freeze_population import freeze_population
from artifact.engagements.models import Engagement
from artifact.engagements.populations import FrozenPopulation
from artifact.engagements.read_population import read_population
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
POPULATION = f"{ENGAGEMENT}/populations/{{population}}"
Kind = Literal["resources", "findings", "occurrences"]
Status = Literal["pass", "fail", "not_applicable", "not_determined"]


class PopulationOut(BaseModel):
    """A list as it stood at `as_of`. `sha256` is of its exact bytes, one JSON object a line."""

    id: str
    title: str
    kind: Kind
    subject: str
    accounts: list[str]
    regions: list[str]
    statuses: list[str]
    as_of: datetime
    count: int
    sha256: str
    state: Literal["complete", "differs", "incomplete"]
    frozen_at: datetime
    frozen_by: str

    @classmethod
    def of(cls, row: FrozenPopulation) -> "PopulationOut":
        """As it was frozen."""
        same = set(cls.model_fields) - {"id", "sha256"}
        return cls(
            id=row.population_id,
            sha256=row.content_id,
            **{name: getattr(row, name) for name in same},
        )


class PopulationWhole(PopulationOut):
    """A population with how it ties to its source, place by place."""

    reconciliation: list[dict[str, Any]]


class PopulationAsked(BaseModel):
    """What to freeze: resources of an AWS type, findings of a control, or what happened.

    Without `accounts`, `regions` or `statuses`, every one of the engagement.
    """

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")
    kind: Kind
    subject: Word
    as_of: Instant = Field(description="An instant of the period that is over.")
    accounts: list[AccountId] = Field([], max_length=1000)
    regions: list[Word] = Field([], max_length=100)
    statuses: list[Status] = Field([], max_length=4)


@router.read(f"{ENGAGEMENT}/populations", Page[PopulationOut], Read(Action.READ_ENGAGEMENTS))
def list_populations(
    request: ApiRequest, engagement: str, given: Query[Listing]
) -> Listed[PopulationOut]:
    """The populations of an engagement, the newest first."""
    rows = FrozenPopulation.objects.filter(engagement=at_desk(request, engagement))
    listed = rows.defer("reconciliation")
    return page(request, given, listed, by=["-id"], show=PopulationOut.of)


@router.read(POPULATION, PopulationWhole, Read(Action.READ_ENGAGEMENTS))
def get_population(
    request: ApiRequest, engagement: str, population: str, given: Query[Shown]
) -> PopulationWhole:
    """One population."""
    del given
    found = population_of(at_desk(request, engagement), population)
    return PopulationWhole(
        **PopulationOut.of(found).model_dump(), reconciliation=found.reconciliation
    )


@router.read(
    f"{POPULATION}/content",
    None,
    Read(
        Action.READ_ENGAGEMENTS,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_population_content(
    request: ApiRequest, engagement: str, population: str
) -> HttpResponseBase:
    """The exact bytes: one canonical JSON object a line. That they were read is in the ledger."""
    found = population_of(at_desk(request, engagement), population)
    content = read_population(found, user=request.call.owner, now=request.call.at)
    return kept_body(request, content, sha256=found.content_id, name=f"{population}.jsonl")


@router.write(
    f"{ENGAGEMENT}/populations",
    PopulationOut,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def freeze_a_population(request: ApiRequest, engagement: str, asked: PopulationAsked) -> Created:
    """Freeze a population; it is never changed again."""
    found = at_desk(request, engagement, to=Action.AUDIT)
    with refusals():
        made = freeze_population(
            found,
            Definition(**asked.model_dump()),
            user=request.call.owner,
            now=request.call.at,
            max_age=timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS),
        )
    address = f"/api/v1/engagements/{engagement}/populations/{made.population_id}"
    return Created(PopulationOut.of(made), address)


def population_of(engagement: Engagement, population: str) -> FrozenPopulation:
    """The population, if the engagement has it.

    :raises Problem: it has none.
    """
    rows = FrozenPopulation.objects.select_related("engagement")
    found = rows.filter(engagement=engagement, population_id=population).first()
    if found is None:
        raise not_found()
    return found
