"""Signed checkpoints of the ledger (C2SP signed-note and tlog-checkpoint, Ed25519)."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
ID_BYTES, KEY_BYTES, HASH_BYTES = 4, 32, 32
MARK = "— "
LINES = 3


class BadNote(ValueError):
    """It is no note, no key, or nobody known has signed it."""


@dataclass(frozen=True)
class Key:
    """A signer's name and public key."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256 over name, newline, type and key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]


@dataclass(frozen=True)
class Checkpoint:
    """The tree's size and root, as signed by `signer`."""

    origin: str
    size: int
    root: bytes
    signer: str


def read_key(text: str) -> Key:
    """The key in `name+id+key`.

    :raises BadNote: it is of another form, or its id is not that of the key.
    """
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _decoded(encoded)
    if not name or raw[:1] != ED25519 or len(raw) != KEY_BYTES + 1:
        raise BadNote("it is no verifier key of Ed25519: name+id+key is meant")
    key = Key(name, raw[1:])
    if key.id.hex() != key_id:
        raise BadNote(f"the key's id is {key.id.hex()}, not {key_id}")
    return key


def open_checkpoint(note: str, keys: Sequence[Key]) -> Checkpoint:
    """What the note says, which one of the keys at least has signed.

    :raises BadNote: none has, a signature by one of them is forged, or it is no checkpoint.
    """
    text, gap, signatures = note.rpartition("\n\n")
    text += "\n"
    if not gap or not signatures.endswith("\n"):
        raise BadNote("it has no signatures")
    signer = ""
    for line in signatures[:-1].split("\n"):
        name, _, encoded = line.removeprefix(MARK).partition(" ")
        raw = _decoded(encoded)
        key = next((one for one in keys if (one.name, one.id) == (name, raw[:ID_BYTES])), None)
        if not line.startswith(MARK):
            raise BadNote("a line after the text is no signature")
        if key is not None:
            _demand(key, raw[ID_BYTES:], text)
            signer = key.name
    if not signer:
        raise BadNote("no key that is known has signed it")
    return _checkpoint(text, signer)


def _checkpoint(text: str, signer: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) <= LINES or not (lines[1].isascii() and lines[1].isdigit()):
        raise BadNote("it is no checkpoint")
    root = _decoded(lines[2])
    if len(root) != HASH_BYTES:
        raise BadNote("its root is not 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root, signer)


def _demand(key: Key, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except InvalidSignature:
        raise BadNote(f"the signature of {key.name} is not over this text") from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("something in it is not base64") from None
