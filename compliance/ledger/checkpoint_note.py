"""A checkpoint as text: origin, size and root, a line each (C2SP tlog-checkpoint)."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.ledger.signed_note import BadNote, VerifierKey, open_note

HASH_BYTES = 32
LINES = 3


@dataclass(frozen=True)
class Witness:
    """What a signed checkpoint says of a tree; `source` says where it was kept."""

    origin: str
    size: int
    root_hash: bytes
    source: str = ""


def checkpoint_text(origin: str, size: int, root_hash: bytes) -> str:
    """The text that is signed."""
    return f"{origin}\n{size}\n{base64.b64encode(root_hash).decode()}\n"


def read_checkpoint(note: str, known: Sequence[VerifierKey], *, source: str) -> Witness:
    """What the signed note says of the tree.

    :raises BadNote: no known key has signed it, or it is no checkpoint.
    """
    text, _ = open_note(note, known)
    lines = text.split("\n")
    if len(lines) <= LINES or not lines[0]:
        raise BadNote("the note is no checkpoint")
    origin, size, encoded = lines[:LINES]
    if not size.isascii() or not size.isdigit() or str(int(size)) != size:
        raise BadNote(f"the checkpoint's size is {size!r}")
    try:
        root_hash = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("the checkpoint's root is not base64") from error
    if len(root_hash) != HASH_BYTES:
        raise BadNote("the checkpoint's root is not 32 bytes")
    return Witness(origin, int(size), root_hash, source)
