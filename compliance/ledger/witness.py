"""Collect what signed checkpoints say of the tree, wherever they were kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from compliance.ledger.anchors.anchor import Anchor, AnchorFailed
from compliance.ledger.checkpoint_note import Witness, read_checkpoint
from compliance.ledger.models import Anchorage, LedgerKey, SignedCheckpoint
from compliance.ledger.signed_note import BadNote, VerifierKey

BEGIN = "-----BEGIN CHECKPOINT-----\n"
END = "-----END CHECKPOINT-----"


@dataclass
class Witnesses:
    """Checkpoints with their sources, and what is wrong with those that are none."""

    heard: list[Witness] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def witness(
    anchors: Mapping[str, Anchor],
    *,
    origin: str,
    given: Mapping[str, str] | None = None,
    trusted: Sequence[VerifierKey] = (),
) -> Witnesses:
    """Every signed checkpoint of this ledger: in the database, in the anchors, and those given.

    `given` are notes by where they come from, as from mails; what stands around a note between
    its marks is passed over. `trusted` are keys that the reader brings along: only their
    signatures count then, and not what the database calls a key.
    """
    keys = list(trusted) or LedgerKey.objects.verifiers()
    found = Witnesses()
    for source, note in _notes(anchors, given or {}, found):
        try:
            said = read_checkpoint(note, keys, source=source)
        except BadNote as error:
            found.refused.append((source, str(error)))
            continue
        if said.origin != origin:
            found.refused.append((source, f"it is of another ledger, {said.origin}"))
            continue
        found.heard.append(said)
    return found


def _notes(
    anchors: Mapping[str, Anchor], given: Mapping[str, str], found: Witnesses
) -> Iterator[tuple[str, str]]:
    for signed in SignedCheckpoint.objects.order_by("checkpoint_id").iterator():
        yield f"signed-checkpoint:{signed.checkpoint_id}", signed.note
    for name, place in anchors.items():
        _prove_receipts(name, place, found)
        try:
            yield from place.notes()
        except AnchorFailed as error:
            found.refused.append((f"anchor:{name}", str(error)))
    for source, text in given.items():
        plain = text.replace("\r\n", "\n")
        yield source, plain.partition(BEGIN)[2].partition(END)[0] or plain


def _prove_receipts(name: str, place: Anchor, found: Witnesses) -> None:
    kept = Anchorage.objects.filter(anchor=name).select_related("signed").order_by("pk")
    for one in kept.iterator():
        try:
            place.prove(one.signed.note, bytes(one.receipt))
        except AnchorFailed as error:
            found.refused.append((f"anchorage:{one.pk}", str(error)))
