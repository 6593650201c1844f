"""Signed notes against the vector that Go's implementation publishes, and against forgers."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from compliance.ledger.checkpoint_note import checkpoint_text, read_checkpoint
from compliance.ledger.signed_note import (
    BadNote,
    SignerKey,
    VerifierKey,
    open_note,
    parse_verifier,
    sign_note,
)

# golang.org/x/mod/sumdb/note, the example of the package's documentation and tests.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLISHED_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PUBLISHED_NOTE = (
    f"{PUBLISHED_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p"
    "ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NEUMANN = SignerKey(
    "PeterNeumann", Ed25519PrivateKey.from_private_bytes(base64.b64decode(PUBLISHED_SEED)[1:])
)
OTHER = SignerKey("other", Ed25519PrivateKey.generate())
ROOT = bytes(range(32))


def test_the_published_note_is_made_and_opened() -> None:
    assert str(NEUMANN.verifier) == PUBLISHED_KEY
    assert sign_note(PUBLISHED_TEXT, [NEUMANN]) == PUBLISHED_NOTE
    assert open_note(PUBLISHED_NOTE, [parse_verifier(PUBLISHED_KEY)]) == (
        PUBLISHED_TEXT,
        [NEUMANN.verifier],
    )


def test_every_known_signer_is_told() -> None:
    note = sign_note("text\n\nwith a gap\n", [OTHER, NEUMANN])
    assert open_note(note, [NEUMANN.verifier]) == ("text\n\nwith a gap\n", [NEUMANN.verifier])
    assert open_note(note, [NEUMANN.verifier, OTHER.verifier])[1] == [
        OTHER.verifier,
        NEUMANN.verifier,
    ]


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (PUBLISHED_NOTE.replace("problem is", "problem was"), "not over this text"),
        (PUBLISHED_NOTE.replace("— PeterNeumann", "- PeterNeumann"), "no signature"),
        (PUBLISHED_NOTE.replace("— PeterNeumann", "— Peter+Neumann"), "no name"),
        (PUBLISHED_NOTE.replace("x08go", "x09go"), "no key that is known"),
        (PUBLISHED_NOTE[:-1], "no signatures"),
        (PUBLISHED_TEXT, "no signatures"),
        ("", "no signatures"),
        (f"a\x07b\n\n{PUBLISHED_NOTE.rpartition('— ')[2]}", "no control characters"),
        (f"{PUBLISHED_TEXT}\n— PeterNeumann x08g\n", "too short"),
        (f"{PUBLISHED_TEXT}\n— PeterNeumann not-base64!\n", "not base64"),
    ],
)
def test_what_is_no_note_of_a_known_key_is_refused(note: str, why: str) -> None:
    with pytest.raises(BadNote, match=why):
        open_note(note, [NEUMANN.verifier])


def test_another_key_of_the_same_name_is_not_the_same_signer() -> None:
    namesake = SignerKey("PeterNeumann", Ed25519PrivateKey.generate())
    with pytest.raises(BadNote, match="no key that is known"):
        open_note(sign_note("text\n", [namesake]), [NEUMANN.verifier])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PUBLISHED_KEY.replace("c74f20a3", "c74f20a4"), "id is c74f20a3"),
        (PUBLISHED_KEY.replace("+ARpc", "+AhpC"), "none of Ed25519"),
        (PUBLISHED_KEY[:-8], "none of Ed25519"),
        ("PeterNeumann+c74f20a3+*", "not base64"),
        ("", "none of Ed25519"),
    ],
)
def test_a_garbled_verifier_key_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadNote, match=why):
        parse_verifier(text)


@pytest.mark.parametrize("name", ["", "with space", "with+plus", "with\nnewline"])
def test_a_key_has_a_name_that_notes_can_hold(name: str) -> None:
    with pytest.raises(BadNote, match="no name"):
        sign_note("text\n", [SignerKey(name, OTHER.private_key)])


def test_a_checkpoint_is_read_as_it_was_written() -> None:
    note = sign_note(checkpoint_text("example.com/ledger", 42, ROOT), [OTHER])
    said = read_checkpoint(note, [OTHER.verifier], source="mail")
    assert (said.origin, said.size, said.root_hash, said.source) == (
        "example.com/ledger",
        42,
        ROOT,
        "mail",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("example.com\n42\n", "no checkpoint"),
        ("\n42\nAAAA\n", "no checkpoint"),
        ("example.com\n042\nAAAA\n", "size is '042'"),
        ("example.com\n-1\nAAAA\n", "size is '-1'"),
        ("example.com\n٤٢\nAAAA\n", "size is"),
        ("example.com\n42\n%\n", "not base64"),
        ("example.com\n42\nAAAA\n", "not 32 bytes"),
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str, why: str) -> None:
    key: VerifierKey = OTHER.verifier
    with pytest.raises(BadNote, match=why):
        read_checkpoint(sign_note(text, [OTHER]), [key], source="mail")
