"""Exports: the package of an engagement's work, made in the background."""

from datetime import datetime
from typing import Literal

from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel

from artifact.api.answer import Created
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, Problem, not_found
from artifact.api.resource import Page, Read, Resource, Write
from artifact.engagements.exports import Export
from artifact.engagements.read_export import NotMade, read_export
from artifact.engagements.start_export import TooManyExports, start_export
from artifact.tasks import hint_export
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
EXPORT = f"{ENGAGEMENT}/exports/{{export}}"


class ExportOut(BaseModel):
    """A package on its way. Steps are its files; `sha256` is there when it is complete."""

    id: str
    state: Literal["queued", "running", "complete", "incomplete", "failed"]
    steps_done: int
    steps_total: int
    requested_at: datetime
    finished_at: datetime | None
    error: str
    sha256: str | None
    size_bytes: int | None

    @classmethod
    def of(cls, row: Export) -> "ExportOut":
        """As far as it has come."""
        other = {"id", "sha256", "size_bytes"}
        return cls(
            id=row.export_id,
            sha256=row.content_id,
            size_bytes=row.content.size_bytes if row.content else None,
            **{name: getattr(row, name) for name in set(cls.model_fields) - other},
        )


@router.read(f"{ENGAGEMENT}/exports", Page[ExportOut], Read(Action.READ_ENGAGEMENTS))
def list_exports(request: ApiRequest, engagement: str, given: Query[Listing]) -> Listed[ExportOut]:
    """Those that you asked for, the newest first."""
    found = at_desk(request, engagement)
    rows = Export.objects.asked_by(request.call.owner).filter(engagement=found)
    return page(request, given, rows.select_related("content"), by=["-id"], show=ExportOut.of)


@router.read(EXPORT, ExportOut, Read(Action.READ_ENGAGEMENTS))
def get_export(
    request: ApiRequest, engagement: str, export: str, given: Query[Shown]
) -> ExportOut:
    """One of them. Ask again, with `If-None-Match`, until `finished_at` is there."""
    del given
    return ExportOut.of(_mine(request, engagement, export))


@router.read(
    f"{EXPORT}/content",
    None,
    Read(
        Action.READ_ENGAGEMENTS,
        media="application/zip",
        problems=(CONFLICT, DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_export_content(request: ApiRequest, engagement: str, export: str) -> HttpResponseBase:
    """The package, a ZIP archive. That it was read stands in the ledger."""
    found = _mine(request, engagement, export)
    try:
        content = read_export(found, user=request.call.owner, now=request.call.at)
    except NotMade as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    return kept_body(
        request,
        content,
        sha256=str(found.content_id),
        name=f"{export}.zip",
        media_type="application/zip",
    )


@router.write(
    f"{ENGAGEMENT}/exports",
    ExportOut,
    Write(Action.READ_ENGAGEMENTS, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,), status=202),
)
def start_an_export(request: ApiRequest, engagement: str) -> Created:
    """Start making the package of all work, as far as you may read it."""
    found = at_desk(request, engagement)
    try:
        made = start_export(found, user=request.call.owner, now=request.call.at)
    except TooManyExports as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    hint_export(made)
    address = f"/api/v1/engagements/{engagement}/exports/{made.export_id}"
    return Created(ExportOut.of(made), address)


def _mine(request: ApiRequest, engagement: str, export: str) -> Export:
    found = at_desk(request, engagement)
    rows = Export.objects.asked_by(request.call.owner).select_related("content")
    mine = rows.filter(engagement=found, export_id=export).first()
    if mine is None:
        raise not_found()
    return mine
