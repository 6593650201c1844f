"""Requests: what auditors ask for, what was handed in, and what became of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from django.db.models import Prefetch
from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, not_found
from artifact.api.refused import refusals
from artifact.api.resource import Page, Read, Resource, Write
from artifact.engagements.ask import ask
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.read_attachment import read_attachment
from artifact.engagements.request_input import LONGEST_TEXT, RequestInput
from artifact.engagements.requests import Attachment, AuditRequest, RequestEvent
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
REQUEST = f"{ENGAGEMENT}/requests/{{int:number}}"
State = Literal["open", "received", "accepted", "returned"]
SAME = (
    *("number", "title", "description", "references", "owner", "due_on"),
    *("period_start", "period_end", "state", "asked_at", "asked_by"),
)


class RequestOut(BaseModel):
    """One line of the request list. `owner` is who of the people inside answers it."""

    number: int
    title: str
    description: str
    references: list[str]
    owner: str
    due_on: date | None
    period_start: date | None
    period_end: date | None
    state: State
    sample: str | None
    asked_at: datetime
    asked_by: str

    @classmethod
    def of(cls, row: AuditRequest) -> "RequestOut":
        """As it stands."""
        same = {name: getattr(row, name) for name in SAME}
        return cls(sample=row.sample.sample_id if row.sample else None, **same)


class AttachmentOut(BaseModel):
    """What was handed in: a file with its SHA-256, a snapshot, or a report's version."""

    id: int
    filename: str
    media_type: str
    sha256: str | None
    snapshot: int | None
    report: str | None
    version: int | None

    @classmethod
    def of(cls, row: Attachment) -> "AttachmentOut":
        """As it was handed in."""
        return cls(
            id=row.pk,
            filename=row.filename,
            media_type=row.media_type,
            sha256=row.content_id,
            snapshot=row.snapshot_id,
            report=row.version.report.report_id if row.version else None,
            version=row.version.number if row.version else None,
        )


class EventOut(BaseModel):
    """What became of a request, with what was handed in then."""

    kind: Literal["asked", "changed", "received", "accepted", "returned"]
    text: str
    at: datetime
    by: str
    handed_in: list[AttachmentOut]


class RequestWhole(RequestOut):
    """A request with its log, the oldest first."""

    events: list[EventOut]

    @classmethod
    def whole(cls, row: AuditRequest) -> "RequestWhole":
        """As it stands, with all that became of it."""
        return cls(**RequestOut.of(row).model_dump(), events=_events(row.events.all()))


class RequestListing(Listing):
    """Which requests."""

    status: list[State] = Field([], description="The request's `state`.")
    owner: str | None = Field(None, max_length=150, pattern=r"^[^\x00-\x1f]*$")


class RequestAsked(BaseModel):
    """What is asked for. `sample` names one whose lines are meant."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")
    description: str = Field("", max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")
    references: list[str] = Field([], max_length=100)
    owner: str = Field("", max_length=150, pattern=r"^[^\x00-\x1f]*$")
    due_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    sample: str | None = Field(None, max_length=32, pattern=r"^[^\x00-\x1f]*$")


@router.read(f"{ENGAGEMENT}/requests", Page[RequestOut], Read(Action.READ_ENGAGEMENTS))
def list_requests(
    request: ApiRequest, engagement: str, given: Query[RequestListing]
) -> Listed[RequestOut]:
    """The request list, by number."""
    rows = AuditRequest.objects.filter(engagement=at_desk(request, engagement))
    if given.status:
        rows = rows.filter(state__in=given.status)
    if given.owner is not None:
        rows = rows.filter(owner=given.owner)
    found = rows.select_related("sample")
    return page(request, given, found, by=["number"], show=RequestOut.of)


@router.read(REQUEST, RequestWhole, Read(Action.READ_ENGAGEMENTS))
def get_request(
    request: ApiRequest, engagement: str, number: int, given: Query[Shown]
) -> RequestWhole:
    """One request with its log."""
    del given
    return RequestWhole.whole(request_of(at_desk(request, engagement), number))


@router.read(
    f"{REQUEST}/files/{{int:file}}",
    None,
    Read(
        Action.READ_ENGAGEMENTS,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_request_file(
    request: ApiRequest, engagement: str, number: int, file: int
) -> HttpResponseBase:
    """The exact bytes of a file that was handed in. That it was read stands in the ledger."""
    asked = request_of(at_desk(request, engagement), number)
    found = Attachment.objects.exclude(content=None).filter(request=asked, pk=file).first()
    if found is None:
        raise not_found()
    content = read_attachment(found, user=request.call.owner, now=request.call.at)
    return kept_body(request, content, sha256=str(found.content_id), name=f"file-{file}")


@router.write(
    f"{ENGAGEMENT}/requests",
    RequestWhole,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def create_request(request: ApiRequest, engagement: str, asked: RequestAsked) -> Created:
    """Ask for something."""
    found = at_desk(request, engagement, to=Action.AUDIT)
    sample = _sample(found, asked.sample) if asked.sample else None
    given = RequestInput(**asked.model_dump(exclude={"sample"}))
    with refusals():
        made = ask(found, given, user=request.call.owner, now=request.call.at, sample=sample)
    return Created(
        RequestWhole.whole(request_of(found, made.number)),
        f"/api/v1/engagements/{engagement}/requests/{made.number}",
    )


def request_of(engagement: Engagement, number: int) -> AuditRequest:
    """The request with its log, if the engagement has it.

    :raises Problem: it has none.
    """
    attachments = Attachment.objects.select_related("version__report").order_by("pk")
    events = RequestEvent.objects.order_by("pk").prefetch_related(
        Prefetch("attachments", attachments)
    )
    rows = AuditRequest.objects.select_related("engagement", "sample")
    rows = rows.prefetch_related(Prefetch("events", events))
    # A larger number would not fit into the database.
    found = rows.filter(engagement=engagement, number=min(number, 2**31 - 1)).first()
    if found is None:
        raise not_found()
    return found


def _events(rows: Iterable[RequestEvent]) -> list[EventOut]:
    return [
        EventOut(
            kind=one.kind,  # type: ignore[arg-type]  # one of the five, as the model says
            text=one.text,
            at=one.at,
            by=one.by,
            handed_in=[AttachmentOut.of(each) for each in one.attachments.all()],
        )
        for one in rows
    ]


def _sample(engagement: Engagement, sample: str) -> Sample:
    found = Sample.objects.filter(population__engagement=engagement, sample_id=sample).first()
    if found is None:
        raise not_found("The engagement has no such sample.")
    return found
