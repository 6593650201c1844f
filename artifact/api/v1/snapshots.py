"""Evidence: what AWS answered, with the receipt of each call and the exact bytes."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query
from pydantic import BaseModel, Field

from artifact.api.body import exact_body
from artifact.api.call import ApiRequest
from artifact.api.given import AccountId, Id, Instant, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import DAMAGED, DISPOSED, RANGE_UNSATISFIABLE, not_found
from artifact.api.resource import Page, Read, Resource
from artifact.library.read_evidence import NoSuchEvidence, read_call, read_snapshot
from artifact.users.policy import Action
from artifact.users.visible import visible_snapshots
from compliance.models import Snapshot

router = Resource()
SAME = (
    *("id", "region", "collector", "collector_version", "started_at", "ended_at"),
    *("receipt_sha256", "calls_made", "is_complete", "missing"),
)


class SnapshotOut(BaseModel):
    """What one collector saw in one account and region at one time; never changed.

    `sha256` is of all its bodies together, `receipt_sha256` of the receipt's canonical JSON.
    """

    id: int
    run: int
    account: str
    region: str
    collector: str
    collector_version: int
    started_at: datetime
    ended_at: datetime
    sha256: str
    size_bytes: int
    receipt_sha256: str
    calls_made: int
    is_complete: bool
    missing: list[Any]

    @classmethod
    def of(cls, row: Snapshot) -> "SnapshotOut":
        """As it was kept."""
        return cls(
            run=row.unit.collection_id,
            account=row.account.account_id,
            sha256=row.blob_id,
            size_bytes=row.blob.size_bytes,
            **{name: getattr(row, name) for name in SAME},
        )


class SnapshotWhole(SnapshotOut):
    """A snapshot with its receipt, whose `calls` are counted from 1."""

    receipt: dict[str, Any]


class SnapshotListing(Listing):
    """Which snapshots."""

    account: list[AccountId] = []
    region: list[Word] = []
    collector: list[Word] = []
    run: list[Id] = Field([], description="Of these runs.")
    since: Instant | None = Field(None, description="Ended at this instant or later.")
    until: Instant | None = Field(None, description="Ended before this instant.")


@router.read("/snapshots", Page[SnapshotOut], Read(Action.READ_EVIDENCE))
def list_snapshots(request: ApiRequest, given: Query[SnapshotListing]) -> Listed[SnapshotOut]:
    """The snapshots that you may see, the newest first."""
    names = {"account": "account__account_id", "run": "unit__collection"}
    wanted = Q()
    for name in ("account", "region", "collector", "run"):
        if values := getattr(given, name):
            wanted &= Q(**{f"{names.get(name, name)}__in": values})
    if given.since:
        wanted &= Q(ended_at__gte=given.since)
    if given.until:
        wanted &= Q(ended_at__lt=given.until)
    visible = visible_snapshots(request.call.owner, now=request.call.at).filter(wanted)
    rows = visible.select_related("account", "blob", "unit").defer("receipt")
    return page(request, given, rows, by=["-id"], show=SnapshotOut.of)


@router.read(
    "/snapshots/{int:snapshot}", SnapshotWhole, Read(Action.READ_EVIDENCE, problems=(DAMAGED,))
)
def get_snapshot(request: ApiRequest, snapshot: int, given: Query[Shown]) -> SnapshotWhole:
    """One snapshot with its receipt.

    That it was read stands in the ledger.
    """
    del given
    try:
        shown = read_snapshot(snapshot, user=request.call.owner, now=request.call.at)
    except NoSuchEvidence:
        raise not_found() from None
    return SnapshotWhole(**SnapshotOut.of(shown.snapshot).model_dump(), receipt=shown.receipt)


@router.read(
    "/snapshots/{int:snapshot}/calls/{int:call}/body",
    None,
    Read(
        Action.READ_EVIDENCE,
        media="application/octet-stream",
        problems=(DAMAGED, DISPOSED, RANGE_UNSATISFIABLE),
    ),
)
def get_call_body(request: ApiRequest, snapshot: int, call: int) -> HttpResponse:
    """The exact bytes that AWS answered to one call, counted from 1.

    `ETag` and `X-Body-SHA256` are the SHA-256 of the whole body. `Range` asks for a part of it.
    That it was read stands in the ledger.
    """
    try:
        shown = read_call(snapshot, call, user=request.call.owner, now=request.call.at)
    except NoSuchEvidence:
        raise not_found() from None
    name = f"snapshot-{snapshot}-call-{call}.bin"
    return exact_body(request, shown.body, sha256=shown.call.body_sha256, name=name)
