"""Show a person evidence: the one way to its bytes, written to the ledger first."""

from dataclasses import dataclass
from datetime import datetime

from artifact.users.models import User
from artifact.users.visible import visible_snapshots
from compliance.aws.answers import Call
from compliance.aws.cli import cli_command
from compliance.aws.spool import Spool
from compliance.evidence.models import Receipt, Snapshot
from compliance.evidence.read import calls, receipt, receipt_bytes
from compliance.evidence.store import fetch, get
from compliance.ledger.append import append


class NoSuchEvidence(Exception):
    """There is no such snapshot or call, as far as this person may know."""


@dataclass(frozen=True)
class ShownSnapshot:
    """A snapshot with its receipt and the calls that the receipt lists."""

    snapshot: Snapshot
    receipt: Receipt
    calls: list[Call]


@dataclass(frozen=True)
class ShownCall:
    """One call with the exact bytes of its answer and the command that repeats it."""

    snapshot: Snapshot
    call: Call
    number: int
    body: bytes
    command: str


@dataclass(frozen=True)
class ShownReceipt:
    """A snapshot with the exact bytes of its receipt."""

    snapshot: Snapshot
    content: bytes


@dataclass(frozen=True)
class ShownContent:
    """A snapshot with all its bodies, one after another."""

    snapshot: Snapshot
    content: Spool


def read_snapshot(snapshot_id: int, *, user: User, now: datetime) -> ShownSnapshot:
    """The snapshot and its receipt.

    :raises NoSuchEvidence: it does not exist or was not granted to the user.
    :raises ReceiptDamaged: the receipt is not as it was kept.
    """
    snapshot = _visible(snapshot_id, user, now)
    kept = receipt(snapshot)
    _note(snapshot, user, now, call=None)
    return ShownSnapshot(snapshot, kept, calls(kept))


def read_call(snapshot_id: int, number: int, *, user: User, now: datetime) -> ShownCall:
    """One call of the snapshot, counted from 1, with the bytes that AWS answered.

    :raises NoSuchEvidence: there is none, or it was not granted to the user.
    :raises BlobDamaged: the bytes are missing or altered.
    :raises ReceiptDamaged: the receipt is not as it was kept.
    """
    snapshot = _visible(snapshot_id, user, now)
    kept = receipt(snapshot)
    made = calls(kept)
    if not 1 <= number <= len(made):
        raise NoSuchEvidence(f"call {number} of snapshot {snapshot_id}")
    call = made[number - 1]
    body = get(snapshot.blob_id)[call.offset : call.offset + call.size_bytes]
    _note(snapshot, user, now, call=number)
    command = cli_command(call, endpoint_url=kept["endpoint_url"])
    return ShownCall(snapshot, call, number, body, command)


def read_receipt(snapshot_id: int, *, user: User, now: datetime) -> ShownReceipt:
    """The receipt's canonical bytes.

    :raises NoSuchEvidence: it does not exist or was not granted to the user.
    :raises ReceiptDamaged: the receipt is not as it was kept.
    """
    snapshot = _visible(snapshot_id, user, now)
    content = receipt_bytes(snapshot)
    _note(snapshot, user, now, call=None)
    return ShownReceipt(snapshot, content)


def read_content(snapshot_id: int, *, user: User, now: datetime) -> ShownContent:
    """Every body of the snapshot, as the receipt's calls place them.

    :raises NoSuchEvidence: it does not exist or was not granted to the user.
    :raises BlobDamaged: the bytes are missing or altered.
    """
    snapshot = _visible(snapshot_id, user, now)
    content = fetch(snapshot.blob_id)
    _note(snapshot, user, now, call="all")
    return ShownContent(snapshot, content)


def _visible(snapshot_id: int, user: User, now: datetime) -> Snapshot:
    visible = visible_snapshots(user, now=now).select_related("account", "blob", "unit")
    snapshot = visible.filter(pk=snapshot_id).first()
    if snapshot is None:
        raise NoSuchEvidence(f"snapshot {snapshot_id}")
    return snapshot


def _note(snapshot: Snapshot, user: User, now: datetime, *, call: int | str | None) -> None:
    append(
        actor=user.email,
        action="evidence.read",
        subject=f"snapshot:{snapshot.pk}",
        details={"call": call, "sha256": snapshot.blob_id},
        at=now,
    )
