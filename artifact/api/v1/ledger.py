"""The ledger: its head, and proofs that whoever keeps a checkpoint can verify alone."""

import base64
from datetime import datetime

from django.db.models import Q, QuerySet
from ninja import Query
from pydantic import BaseModel, Field

from artifact.api.call import ApiRequest
from artifact.api.given import Id, Listing, Shown, Word
from artifact.api.paging import Listed, page
from artifact.api.problems import CONFLICT, Problem, not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action, may
from artifact.users.visible import visible_snapshots
from compliance.ledger.prove import NotSealed, consistency, inclusion
from compliance.models import Checkpoint, Entry, LedgerKey, SignedCheckpoint

router = Resource()
KEPT = "snapshot.kept"


class CheckpointOut(BaseModel):
    """The tree's size and root (base64) at a time."""

    size: int
    root_hash: str
    at: datetime

    @classmethod
    def of(cls, row: Checkpoint) -> "CheckpointOut":
        """As it was sealed."""
        return cls(size=row.size, root_hash=_encoded(row.root_hash), at=row.at)


class Head(BaseModel):
    """Where the ledger stands; what is not there yet is null.

    `signed_note` is the newest signed checkpoint (C2SP signed-note), `keys` verify it.
    """

    checkpoint: CheckpointOut | None
    signed_size: int | None
    signed_note: str | None
    keys: list[str]


class EntryOut(BaseModel):
    """One line. `body` is the canonical JSON that the tree commits to; `leaf_hash` is base64."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    body: str
    leaf_hash: str

    @classmethod
    def of(cls, row: Entry) -> "EntryOut":
        """As it was written."""
        return cls(
            id=row.pk,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            body=bytes(row.body).decode(),
            leaf_hash=_encoded(row.leaf_hash),
        )


class Inclusion(BaseModel):
    """That an entry stands at `index` under the checkpoint (RFC 9162, section 2.1.3)."""

    entry: int
    index: int
    leaf_hash: str
    checkpoint: CheckpointOut
    path: list[str]


class Consistency(BaseModel):
    """That the second checkpoint has only grown from the first (RFC 9162, section 2.1.4)."""

    first: CheckpointOut
    second: CheckpointOut
    path: list[str]


class EntryListing(Listing):
    """Which entries."""

    snapshot: Id | None = Field(None, description="That speak of it.")
    subject: Word | None = Field(None, description="What they are about, as `snapshot:12`.")
    action: list[Word] = []


class InclusionAsked(Shown):
    """Of which entry, and under which checkpoint."""

    entry: Id
    size: Id | None = Field(None, description="The checkpoint's. Without, the newest.")


class ConsistencyAsked(Shown):
    """Between which checkpoints."""

    first: Id = Field(alias="from", description="The size at hand.")
    second: Id | None = Field(None, alias="to", description="Without, the newest.")


@router.read("/ledger/head", Head, Read(Action.HOLD_TOKENS))
def get_ledger_head(request: ApiRequest, given: Query[Shown]) -> Head:
    """The newest checkpoint, sealed and signed, with the keys that verify it."""
    del request, given
    newest = Checkpoint.objects.order_by("-size").first()
    signed = SignedCheckpoint.objects.order_by("-checkpoint_id").first()
    return Head(
        checkpoint=CheckpointOut.of(newest) if newest else None,
        signed_size=signed.checkpoint_id if signed else None,
        signed_note=signed.note if signed else None,
        keys=[str(one) for one in LedgerKey.objects.verifiers()],
    )


@router.read("/ledger/entries", Page[EntryOut], Read(Action.READ_EVIDENCE))
def list_ledger_entries(request: ApiRequest, given: Query[EntryListing]) -> Listed[EntryOut]:
    """The entries that you may see, the oldest first.

    People inside see all of them; others what they did themselves, and with `snapshot` how that
    was kept.
    """
    wanted = Q(action__in=given.action) if given.action else Q()
    if given.subject:
        wanted &= Q(subject=given.subject)
    if given.snapshot:
        wanted &= Q(subject=f"snapshot:{given.snapshot}")
    rows = _visible(request, given.snapshot).filter(wanted)
    return page(request, given, rows, by=["id"], show=EntryOut.of)


@router.read("/ledger/inclusion", Inclusion, Read(Action.HOLD_TOKENS, problems=(CONFLICT,)))
def get_inclusion(request: ApiRequest, given: Query[InclusionAsked]) -> Inclusion:
    """The proof that an entry which you may see is in the tree.

    409 says that the entry is not sealed yet, which happens every minute.
    """
    entry = _entry(request, given.entry)
    checkpoint = _checkpoint(given.size) if given.size else None
    try:
        proof = inclusion(entry, checkpoint=checkpoint)
    except NotSealed as error:
        raise Problem(CONFLICT, str(error), headers={"Retry-After": "60"}) from None
    return Inclusion(
        entry=entry.pk,
        index=proof.index,
        leaf_hash=_encoded(entry.leaf_hash),
        checkpoint=CheckpointOut.of(proof.checkpoint),
        path=[_encoded(one) for one in proof.path],
    )


@router.read("/ledger/consistency", Consistency, Read(Action.HOLD_TOKENS, problems=(CONFLICT,)))
def get_consistency(request: ApiRequest, given: Query[ConsistencyAsked]) -> Consistency:
    """The proof that nothing under an older checkpoint has changed since."""
    del request
    first = _checkpoint(given.first)
    newest = Checkpoint.objects.order_by("-size").first()
    second = _checkpoint(given.second) if given.second else newest
    if second is None or first.size > second.size:
        raise Problem(CONFLICT, "The tree has not grown from the larger to the smaller.")
    proof = consistency(first, second)
    return Consistency(
        first=CheckpointOut.of(first),
        second=CheckpointOut.of(second),
        path=[_encoded(one) for one in proof.path],
    )


def _visible(request: ApiRequest, snapshot: int | None) -> QuerySet[Entry]:
    """Everything for people inside; for others what they did, and how their evidence was kept."""
    owner = request.call.owner
    if may(owner, Action.READ_RUNS):
        return Entry.objects.all()
    if snapshot is None:
        return Entry.objects.filter(actor=owner.email)
    if not visible_snapshots(owner, now=request.call.at).filter(pk=snapshot).exists():
        raise not_found()
    return Entry.objects.filter(Q(action=KEPT) | Q(actor=owner.email))


def _entry(request: ApiRequest, pk: int) -> Entry:
    """The entry, if its hash may be told: whoever knows that can tell a right guess from a wrong.

    :raises Problem: there is none, as far as the caller may know.
    """
    found = Entry.objects.filter(pk=pk).first()
    kind, _, name = found.subject.partition(":") if found else ("", "", "")
    of = int(name) if kind == "snapshot" else None
    if found is None or not _visible(request, of).filter(pk=pk).exists():
        raise not_found()
    return found


def _checkpoint(size: int) -> Checkpoint:
    found = Checkpoint.objects.filter(size=size).first()
    if found is None:
        raise not_found("There is no checkpoint of this size.")
    return found


def _encoded(content: bytes | memoryview) -> str:
    return base64.b64encode(bytes(content)).decode()
