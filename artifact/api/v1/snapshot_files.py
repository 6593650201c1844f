"""A snapshot's files: its receipt, and all its bodies together, to the byte."""

from django.http import HttpResponse, HttpResponseBase

from artifact.api.body import exact_body, kept_body
from artifact.api.call import ApiRequest
from artifact.api.problems import DAMAGED, DISPOSED, RANGE_UNSATISFIABLE, not_found
from artifact.api.resource import Read, Resource
from artifact.library.read_evidence import NoSuchEvidence, read_content, read_receipt
from artifact.users.policy import Action

router = Resource()


@router.read(
    "/snapshots/{int:snapshot}/receipt",
    None,
    Read(
        Action.READ_EVIDENCE,
        media="application/octet-stream",
        problems=(DAMAGED, RANGE_UNSATISFIABLE),
    ),
)
def get_receipt(request: ApiRequest, snapshot: int) -> HttpResponse:
    """The exact bytes of a receipt: canonical JSON, whose SHA-256 stands in the ledger.

    Its `calls` say where the body of each lies in the content. That it was read stands in the
    ledger.
    """
    try:
        shown = read_receipt(snapshot, user=request.call.owner, now=request.call.at)
    except NoSuchEvidence:
        raise not_found() from None
    sha256 = shown.snapshot.receipt_sha256
    return exact_body(request, shown.content, sha256=sha256, name=f"snapshot-{snapshot}.json")


@router.read(
    "/snapshots/{int:snapshot}/content",
    None,
    Read(
        Action.READ_EVIDENCE,
        media="application/octet-stream",
        problems=(DAMAGED, DISPOSED, RANGE_UNSATISFIABLE),
    ),
)
def get_snapshot_content(request: ApiRequest, snapshot: int) -> HttpResponseBase:
    """All bodies of a snapshot together, to the byte; `sha256` of the snapshot is theirs.

    `Range` asks for a part of it. That it was read stands in the ledger.
    """
    try:
        shown = read_content(snapshot, user=request.call.owner, now=request.call.at)
    except NoSuchEvidence:
        raise not_found() from None
    sha256 = shown.snapshot.blob_id
    return kept_body(request, shown.content, sha256=sha256, name=f"snapshot-{snapshot}.bin")
