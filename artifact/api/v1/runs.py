"""Runs: readings of an account, and how far they have come."""

from datetime import datetime
from typing import Literal

from django.db.models import Q
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.call import ApiRequest
from artifact.api.given import AccountId, Instant, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, Problem, not_found
from artifact.api.resource import Page, Read, Resource, Write
from artifact.tasks import hint_collection
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action
from compliance.evidence.start import CollectionAlreadyRunning, CollectionRefused, start
from compliance.evidence.statement import Line, statement
from compliance.models import Account, Collection, Unit

router = Resource()
State = Literal["queued", "running", "complete", "incomplete", "failed"]


class RunOut(BaseModel):
    """One reading of an account. Empty `services` or `regions` mean every one."""

    id: int
    account: str
    state: State
    services: list[str]
    regions: list[str]
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    evaluated_at: datetime | None
    steps_done: int
    steps_total: int
    calls_made: int
    error: str

    @classmethod
    def of(cls, row: Collection) -> "RunOut":
        """As far as it has come."""
        given = {name: getattr(row, name) for name in cls.model_fields if name != "account"}
        return cls(account=row.account.account_id, **given)


class UnitOut(BaseModel):
    """One region of a run: the thing that is done, and retried, at once."""

    region: str
    state: Literal["queued", "running", "done", "disabled"]
    attempt: int
    step: str
    calls_made: int
    error: str

    @classmethod
    def of(cls, row: Unit) -> "UnitOut":
        """As far as it has come."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class CoverageOut(BaseModel):
    """One collector in one region, and what it saw."""

    region: str
    collector: str
    state: Literal["complete", "incomplete", "disabled", "waiting"]
    snapshot: int | None
    resources: int
    denied: int
    throttled: int


class RunWhole(RunOut):
    """A run with its regions, and what each collector saw in each."""

    units: list[UnitOut]
    coverage: list[CoverageOut]


class RunListing(Listing):
    """Which runs."""

    account: list[AccountId] = []
    status: list[State] = Field([], description="The run's `state`.")
    since: Instant | None = Field(None, description="Requested at this instant or later.")
    until: Instant | None = Field(None, description="Requested before this instant.")


class RunAsked(BaseModel):
    """What is to be read. Without `services` or `regions`, all of it."""

    model_config = ConfigDict(extra="forbid")

    account: AccountId
    services: list[Word] = Field([], max_length=100)
    regions: list[Word] = Field([], max_length=100)


@router.read("/runs", Page[RunOut], Read(Action.READ_RUNS))
def list_runs(request: ApiRequest, given: Query[RunListing]) -> Listed[RunOut]:
    """Every run, the newest first."""
    wanted = Q()
    if given.account:
        wanted &= Q(account__account_id__in=given.account)
    if given.status:
        wanted &= Q(state__in=given.status)
    if given.since:
        wanted &= Q(requested_at__gte=given.since)
    if given.until:
        wanted &= Q(requested_at__lt=given.until)
    rows = Collection.objects.filter(wanted).select_related("account")
    return page(request, given, rows, by=["-id"], show=RunOut.of)


@router.read("/runs/{int:run}", RunWhole, Read(Action.READ_RUNS))
def get_run(request: ApiRequest, run: int, given: Query[Shown]) -> RunWhole:
    """One run with its progress and its coverage.

    Ask again, with `If-None-Match`, until `finished_at` is there; `evaluated_at` says that the
    findings follow from it.
    """
    del request, given
    found = Collection.objects.select_related("account").filter(pk=run).first()
    if found is None:
        raise not_found()
    units = found.units.order_by("region")
    lines = statement(found).lines
    return RunWhole(
        **RunOut.of(found).model_dump(),
        units=[UnitOut.of(one) for one in units],
        coverage=[place for line in lines for place in _places(line)],
    )


@router.write("/runs", RunOut, Write(Action.START_COLLECTION, Scope.RUNS_WRITE))
def start_run(request: ApiRequest, asked: RunAsked) -> Created:
    """Start reading an account."""
    account = Account.objects.filter(account_id=asked.account).first()
    if account is None:
        raise not_found("No such account is connected.")
    try:
        collection = start(
            account,
            requested_by=request.call.owner.email,
            now=request.call.at,
            services=asked.services,
            regions=asked.regions,
        )
    except CollectionAlreadyRunning as refusal:
        raise Problem(CONFLICT, str(refusal), members={"run": refusal.running.pk}) from None
    except CollectionRefused as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    hint_collection(collection)
    return Created(RunOut.of(collection), f"/api/v1/runs/{collection.pk}")


def _places(line: Line) -> list[CoverageOut]:
    return [
        CoverageOut(
            region=line.region,
            collector=one.collector,
            state=one.state,  # type: ignore[arg-type]  # one of the four, as the statement says
            snapshot=one.snapshot.pk if one.snapshot else None,
            resources=one.seen,
            denied=one.denied,
            throttled=one.throttled,
        )
        for one in line.places
    ]
