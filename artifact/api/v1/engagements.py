"""Engagements: audits by outside firms, and the terms that open them."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel

from artifact.api.answer import Created
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest, api_caller
from artifact.api.desk import ENGAGEMENT, visible_engagements
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, Problem, not_found
from artifact.api.resource import Page, Read, Resource, Write
from artifact.api.signature import SignatureIn, signed
from artifact.api.v1.report_terms import AcceptanceOut
from artifact.engagements.accept_engagement import (
    NoTermsAsked,
    NotInEngagement,
    OtherTerms,
    accept_engagement,
)
from artifact.engagements.models import Auditor, Engagement
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action
from compliance.evidence.store import fetch

router = Resource()


class EngagementOut(BaseModel):
    """An audit: one framework, some accounts and regions, one period; empty `regions` mean all.

    `terms_sha256` are the bytes to be accepted first, null where there are none; until `is_ready`
    nothing below the engagement is open.
    """

    id: str
    title: str
    firm: str
    framework: str
    accounts: list[str]
    regions: list[str]
    period_start: date
    period_end: date
    access_from: datetime
    access_to: datetime
    state: Literal["to_come", "open", "over", "closed"]
    terms_sha256: str | None
    terms_media_type: str
    is_ready: bool


@router.read("/engagements", Page[EngagementOut], Read(Action.READ_ENGAGEMENTS))
def list_engagements(request: ApiRequest, given: Query[Listing]) -> Listed[EngagementOut]:
    """Every engagement for people inside; for auditors their own that are open now."""
    ready = _ready(request)
    rows = visible_engagements(request).prefetch_related("accounts")
    return page(
        request, given, rows, by=["-id"], show=lambda row: _shown(row, ready, request.call.at)
    )


@router.read(ENGAGEMENT, EngagementOut, Read(Action.READ_ENGAGEMENTS))
def get_engagement(request: ApiRequest, engagement: str, given: Query[Shown]) -> EngagementOut:
    """One engagement."""
    del given
    return _shown(_visible(request, engagement), _ready(request), request.call.at)


@router.read(
    f"{ENGAGEMENT}/terms/content",
    None,
    Read(
        Action.READ_ENGAGEMENTS,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_engagement_terms_content(request: ApiRequest, engagement: str) -> HttpResponseBase:
    """The exact bytes of the terms, of the media type that the engagement names."""
    found = _visible(request, engagement)
    if found.terms_id is None:
        raise not_found("This engagement asks for no terms.")
    content = fetch(found.terms_id)
    return kept_body(request, content, sha256=found.terms_id, name=f"terms-{engagement}")


@router.write(
    f"{ENGAGEMENT}/terms/acceptance",
    AcceptanceOut,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def accept_engagement_terms(request: ApiRequest, engagement: str, asked: SignatureIn) -> Created:
    """Accept the terms that you have read, in your own name; that opens the engagement to you."""
    found = _visible(request, engagement)
    try:
        made = accept_engagement(
            found,
            document=asked.document,
            by=signed(asked),
            caller=api_caller(request),
            now=request.call.at,
        )
    except NotInEngagement:
        raise not_found() from None
    except (NoTermsAsked, OtherTerms) as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    return Created(AcceptanceOut.of(made), f"/api/v1/engagements/{engagement}")


def _visible(request: ApiRequest, engagement: str) -> Engagement:
    found = visible_engagements(request).filter(engagement_id=engagement).first()
    if found is None:
        raise not_found()
    return found


def _ready(request: ApiRequest) -> set[int] | None:
    """The engagements in which the caller owes nothing; None for people inside, who never do."""
    if request.call.owner.is_inside:
        return None
    mine = Auditor.objects.of(request.call.owner).select_related("engagement")
    return {one.engagement_id for one in mine if one.is_ready}


def _shown(row: Engagement, ready: set[int] | None, at: datetime) -> EngagementOut:
    names = ("title", "firm", "framework", "regions", "period_start", "period_end")
    return EngagementOut(
        id=row.engagement_id,
        accounts=sorted(one.account_id for one in row.accounts.all()),
        access_from=row.access_from,
        access_to=row.access_to,
        state=row.state(at),  # type: ignore[arg-type]  # one of the four, as the model says
        terms_sha256=row.terms_id,
        terms_media_type=row.terms_media_type,
        is_ready=ready is None or row.pk in ready,
        **{name: getattr(row, name) for name in names},
    )
