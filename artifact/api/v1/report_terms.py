"""The terms under which a report is handed over: their exact bytes, and the yes to them."""

from datetime import datetime

from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel

from artifact.agreements.accepted import accepted_term
from artifact.agreements.models import Acceptance, TermVersion
from artifact.api.answer import Created
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest, api_caller
from artifact.api.given import Shown
from artifact.api.problems import CONFLICT, DAMAGED, RANGE_UNSATISFIABLE, Problem, not_found
from artifact.api.resource import Read, Resource, Write
from artifact.api.signature import SignatureIn, signed
from artifact.api.v1.reports import visible_version
from artifact.library.accept_terms import NoTerms, TermsChanged, accept_terms
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action
from compliance.evidence.store import fetch

router = Resource()
TERMS = "/reports/{report}/versions/{int:version}/terms"


class TermsOut(BaseModel):
    """The wording in force. `accepted_at` is when you accepted it; null if you have not."""

    id: str
    name: str
    number: int
    sha256: str
    media_type: str
    size_bytes: int
    published_at: datetime
    accepted_at: datetime | None


class AcceptanceOut(BaseModel):
    """A yes to exact bytes (`document`, a SHA-256). `entry` is the ledger's line of it."""

    id: int
    document: str
    typed_name: str
    authority: str
    at: datetime
    entry: int

    @classmethod
    def of(cls, row: Acceptance) -> "AcceptanceOut":
        """As it was given."""
        return cls(
            id=row.pk,
            document=row.document_id,
            typed_name=row.typed_name,
            authority=row.authority,
            at=row.at,
            entry=row.entry_id,
        )


@router.read(TERMS, TermsOut, Read(Action.READ_REPORTS))
def get_report_terms(
    request: ApiRequest, report: str, version: int, given: Query[Shown]
) -> TermsOut:
    """The terms that hold for the version now; 404 where none do."""
    del given
    held = _held(request, report, version)
    given_before = accepted_term(request.call.owner, held)
    return TermsOut(
        id=held.term.term_id,
        name=held.term.name,
        number=held.number,
        sha256=held.document_id,
        media_type=held.media_type,
        size_bytes=held.document.size_bytes,
        published_at=held.published_at,
        accepted_at=given_before.at if given_before else None,
    )


@router.read(
    f"{TERMS}/content",
    None,
    Read(
        Action.READ_REPORTS,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_report_terms_content(request: ApiRequest, report: str, version: int) -> HttpResponseBase:
    """The exact bytes of the terms, of the media type that they name."""
    held = _held(request, report, version)
    content = fetch(held.document_id)
    name = f"{held.term.term_id}-{held.number}"
    return kept_body(request, content, sha256=held.document_id, name=name)


@router.write(
    f"{TERMS}/acceptance",
    AcceptanceOut,
    Write(Action.READ_REPORTS, Scope.REPORTS_WRITE, problems=(CONFLICT,)),
)
def accept_report_terms(
    request: ApiRequest, report: str, version: int, asked: SignatureIn
) -> Created:
    """Accept the terms that you have read, in your own name.

    409 says that other terms hold by now. What is accepted is said by its bytes, not by its name.
    """
    found = visible_version(request, report, version)
    try:
        made = accept_terms(
            found,
            document=asked.document,
            by=signed(asked),
            caller=api_caller(request),
            now=request.call.at,
        )
    except NoTerms:
        raise not_found("No terms hold for it.") from None
    except TermsChanged as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
    address = f"/api/v1/reports/{report}/versions/{version}/terms"
    return Created(AcceptanceOut.of(made), address)


def _held(request: ApiRequest, report: str, version: int) -> TermVersion:
    held = visible_version(request, report, version).report.term()
    if held is None:
        raise not_found("No terms hold for it.")
    return held
