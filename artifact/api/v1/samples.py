"""Samples: what was drawn from a population, the same anywhere with the same seed."""

from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.body import exact_body
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, not_found
from artifact.api.refused import refusals
from artifact.api.resource import Page, Read, Resource, Write
from artifact.api.v1.populations import POPULATION, population_of
from artifact.engagements.draw_sample import LARGEST, LONGEST_SEED, SampleInput, draw_sample
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.read_population import read_sample
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
SAMPLE = f"{ENGAGEMENT}/samples/{{sample}}"
Divider = Literal["account", "region", "type"]


class SampleOut(BaseModel):
    """What was drawn and why. `sha256` is of the sample's exact bytes, which name the keys."""

    id: str
    population: str
    population_sha256: str
    seed: str
    strata_by: list[str]
    is_every_stratum_in: bool
    frequency: str
    risk: str
    asked: int
    drawn: int
    rationale: str
    sha256: str
    drawn_at: datetime
    drawn_by: str

    @classmethod
    def of(cls, row: Sample) -> "SampleOut":
        """As it was drawn."""
        other = {"id", "population", "population_sha256", "sha256"}
        return cls(
            id=row.sample_id,
            population=row.population.population_id,
            population_sha256=row.population.content_id,
            sha256=row.content_id,
            **{name: getattr(row, name) for name in set(cls.model_fields) - other},
        )


class SampleAsked(BaseModel):
    """How many (`size`, or by `frequency` and `risk`), in proportion by what, and why.

    Without a seed one is made at random; it is shown beside the sample.
    """

    model_config = ConfigDict(extra="forbid")

    rationale: str = Field(min_length=1, max_length=10_000, pattern=r"^[^\x00]+$")
    size: int | None = Field(None, ge=1, le=LARGEST)
    frequency: Literal[
        "", "annual", "semiannual", "quarterly", "monthly", "weekly", "daily", "many"
    ] = ""
    risk: Literal["", "low", "high"] = ""
    strata_by: list[Divider] = Field([], max_length=3)
    is_every_stratum_in: bool = False
    seed: str = Field("", max_length=LONGEST_SEED, pattern=r"^[^\x00-\x1f]*$")


@router.read(f"{ENGAGEMENT}/samples", Page[SampleOut], Read(Action.READ_ENGAGEMENTS))
def list_samples(request: ApiRequest, engagement: str, given: Query[Listing]) -> Listed[SampleOut]:
    """The samples of an engagement, the newest first."""
    rows = _of(at_desk(request, engagement))
    return page(request, given, rows, by=["-id"], show=SampleOut.of)


@router.read(SAMPLE, SampleOut, Read(Action.READ_ENGAGEMENTS))
def get_sample(
    request: ApiRequest, engagement: str, sample: str, given: Query[Shown]
) -> SampleOut:
    """One sample."""
    del given
    return SampleOut.of(_sample(request, engagement, sample))


@router.read(
    f"{SAMPLE}/content",
    None,
    Read(
        Action.READ_ENGAGEMENTS,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_sample_content(request: ApiRequest, engagement: str, sample: str) -> HttpResponse:
    """The exact bytes, canonical JSON: seed, strata and keys, enough to draw it again."""
    found = _sample(request, engagement, sample)
    shown = read_sample(found, user=request.call.owner, now=request.call.at)
    return exact_body(request, shown.content, sha256=found.content_id, name=f"{sample}.json")


@router.write(
    f"{POPULATION}/samples",
    SampleOut,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT, DAMAGED)),
)
def draw_a_sample(
    request: ApiRequest, engagement: str, population: str, asked: SampleAsked
) -> Created:
    """Draw a sample from a population; the same input draws the same one again."""
    found = population_of(at_desk(request, engagement, to=Action.AUDIT), population)
    given = SampleInput(**asked.model_dump())
    with refusals():
        made = draw_sample(found, given, user=request.call.owner, now=request.call.at)
    address = f"/api/v1/engagements/{engagement}/samples/{made.sample_id}"
    return Created(SampleOut.of(made), address)


def _of(engagement: Engagement) -> QuerySet[Sample]:
    rows = Sample.objects.filter(population__engagement=engagement)
    return rows.select_related("population")


def _sample(request: ApiRequest, engagement: str, sample: str) -> Sample:
    found = _of(at_desk(request, engagement)).filter(sample_id=sample).first()
    if found is None:
        raise not_found()
    return found
