"""Signed notes: text that anybody can verify who knows the signer's key (C2SP signed-note)."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

# The signature type of Ed25519 over the note's text (signed-note, "Signature types").
ED25519 = b"\x01"
ID_BYTES = 4
KEY_BYTES = 32
MARK = "— "


class BadNote(ValueError):
    """The text is no signed note, or no key that is known has signed it."""


@dataclass(frozen=True)
class VerifierKey:
    """A signer's name and public key, which is 32 bytes."""

    name: str
    public_key: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256 over name, newline, type and key."""
        hashed = hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public_key)
        return hashed.digest()[:ID_BYTES]

    def __str__(self) -> str:
        """`name+id+key`, the form in which verifier keys are handed around."""
        encoded = base64.b64encode(ED25519 + self.public_key).decode()
        return f"{self.name}+{self.id.hex()}+{encoded}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether the signature is this key's, over this text."""
        key = Ed25519PublicKey.from_public_bytes(self.public_key)
        try:
            key.verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SignerKey:
    """A signer's name and private key."""

    name: str
    private_key: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.private_key.public_key().public_bytes_raw())


def parse_verifier(text: str) -> VerifierKey:
    """The key in `name+id+key`.

    :raises BadNote: it is of another form, or its id is not that of the key.
    """
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _decoded(encoded, "the verifier key")
    if raw[:1] != ED25519 or len(raw) != KEY_BYTES + 1:
        raise BadNote("the verifier key is none of Ed25519")
    key = VerifierKey(_name(name), raw[1:])
    if key.id.hex() != key_id:
        raise BadNote(f"the verifier key's id is {key.id.hex()}, not {key_id}")
    return key


def sign_note(text: str, keys: Iterable[SignerKey]) -> str:
    """The text with a signature line of each key.

    :raises BadNote: the text does not end with a newline, or holds control characters.
    """
    _demand_text(text)
    lines = []
    for key in keys:
        signed = key.verifier.id + key.private_key.sign(text.encode())
        lines.append(f"{MARK}{_name(key.name)} {base64.b64encode(signed).decode()}\n")
    return f"{text}\n{''.join(lines)}"


def open_note(note: str, known: Sequence[VerifierKey]) -> tuple[str, list[VerifierKey]]:
    """The note's text, and the known keys that have signed it: one at least.

    Signatures of keys that are not known are passed over; one by a known name and id that does
    not fit makes the whole note worthless.

    :raises BadNote: no known key has signed it, a signature is forged, or it is no note.
    """
    text, gap, signatures = note.rpartition("\n\n")
    text += "\n"
    if not gap or not signatures.endswith("\n"):
        raise BadNote("the note has no signatures")
    _demand_text(text)
    by_identity = {(key.name, key.id): key for key in known}
    signers: list[VerifierKey] = []
    for line in signatures[:-1].split("\n"):
        name, key_id, signature = _signature(line)
        key = by_identity.get((name, key_id))
        if key is None or key in signers:
            continue
        if not key.accepts(text, signature):
            raise BadNote(f"the signature of {name} is not over this text")
        signers.append(key)
    if not signers:
        raise BadNote("no key that is known has signed the note")
    return text, signers


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(MARK).partition(" ")
    if not line.startswith(MARK):
        raise BadNote("a line after the text is no signature")
    raw = _decoded(encoded, "a signature")
    if len(raw) <= ID_BYTES:
        raise BadNote("a signature is too short")
    return _name(name), raw[:ID_BYTES], raw[ID_BYTES:]


def _decoded(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote(f"{what} is not base64") from error


def _name(name: str) -> str:
    if not name or "+" in name or any(one.isspace() for one in name):
        raise BadNote(f"{name!r} is no name of a key: no spaces, no plus")
    return name


def _demand_text(text: str) -> None:
    if not text.endswith("\n") or any(ord(one) < ord(" ") and one != "\n" for one in text):
        raise BadNote("a note's text ends with a newline and holds no control characters")
