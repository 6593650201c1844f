"""Signed checkpoints kept elsewhere, and what they tell when the database lies."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509 import load_pem_x509_certificates
from django.core import mail
from django.db.models import BigIntegerField, Value
from pytest_django import Settings

from compliance.ledger.anchor import anchor
from compliance.ledger.anchors.anchor import Anchor, AnchorFailed
from compliance.ledger.anchors.email import EmailAnchor
from compliance.ledger.anchors.rfc3161 import TimeStampAnchor
from compliance.ledger.anchors.storage import StorageAnchor
from compliance.ledger.announce_key import AlreadyAnnounced, announce_key
from compliance.ledger.checkpoint_note import checkpoint_text
from compliance.ledger.seal import seal
from compliance.ledger.sign import KeyNotAnnounced, sign
from compliance.ledger.signed_note import SignerKey, open_note, sign_note
from compliance.ledger.verify import Kind, verify
from compliance.ledger.witness import Witnesses, witness
from compliance.models import (
    Anchorage,
    Checkpoint,
    Entry,
    Leaf,
    LedgerKey,
    SignedCheckpoint,
    TreeNode,
)
from tests.compliance.ledger.authority import Authority, authority
from tests.compliance.ledger.lines import NOW, lines, without_triggers

pytestmark = pytest.mark.django_db
ORIGIN = "artifact.example.com/ledger"
HOUR = timedelta(hours=1)
TABLES = (
    "compliance_entry",
    "compliance_leaf",
    "compliance_treenode",
    "compliance_checkpoint",
    "compliance_signedcheckpoint",
    "compliance_anchorage",
    "compliance_ledgerkey",
)


@pytest.fixture
def key() -> SignerKey:
    """The ledger's key, announced."""
    made = SignerKey(ORIGIN, Ed25519PrivateKey.generate())
    announce_key(made.verifier, actor="ledger", reason="the first key", now=NOW)
    return made


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Anchor:
    """An anchor that writes files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "elsewhere": {
            "BACKEND": "compliance.evidence.storage.WriteOnceFileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "elsewhere")},
        },
    }
    return StorageAnchor("elsewhere")


@pytest.fixture(scope="module")
def tsa() -> Iterator[Authority]:
    """A time stamping authority."""
    with authority() as running:
        yield running


def signed(key: SignerKey, entries: int = 5) -> SignedCheckpoint:
    """The checkpoint of some more entries, signed."""
    lines(entries)
    seal(now=NOW)
    made = sign([key], origin=ORIGIN, now=NOW)
    assert made
    return made


def found(said: Witnesses) -> list[str]:
    """The kinds of what verifying finds with these witnesses."""
    return [one.kind for one in verify(witnesses=said.heard).discrepancies]


def forget_everything_after(size: int) -> None:
    """Cut off the newest entries with all that the database knows of them."""
    SignedCheckpoint.objects.filter(checkpoint__size__gt=size).delete()
    Checkpoint.objects.filter(size__gt=size).delete()
    entries = list(Leaf.objects.filter(index__gte=size).values_list("entry_id", flat=True))
    Leaf.objects.filter(index__gte=size).delete()
    TreeNode.objects.outside(Value(size, output_field=BigIntegerField())).delete()
    Entry.objects.filter(pk__in=entries).delete()


def test_nothing_is_signed_by_a_key_that_was_not_announced(key: SignerKey) -> None:
    lines(1)
    seal(now=NOW)
    with pytest.raises(KeyNotAnnounced, match="rotate"):
        sign([SignerKey(ORIGIN, Ed25519PrivateKey.generate())], origin=ORIGIN, now=NOW)
    assert not SignedCheckpoint.objects.exists()


def test_a_checkpoint_is_signed_once(key: SignerKey) -> None:
    signed(key)
    assert sign([key], origin=ORIGIN, now=NOW) is None


def test_keys_change_in_a_chain_that_a_reader_can_follow(key: SignerKey) -> None:
    signed(key)
    new = SignerKey(ORIGIN, Ed25519PrivateKey.generate())
    row = announce_key(new.verifier, actor="operator:ada", reason="yearly", now=NOW)
    assert row.entry.details == {
        "key": str(new.verifier),
        "replaces": str(key.verifier),
        "reason": "yearly",
    }
    seal(now=NOW)
    between = sign([new, key], origin=ORIGIN, now=NOW)
    assert between
    assert set(open_note(between.note, [key.verifier, new.verifier])[1]) == {
        key.verifier,
        new.verifier,
    }
    later = signed(new)
    assert open_note(later.note, [key.verifier, new.verifier])[1] == [new.verifier]
    with pytest.raises(KeyNotAnnounced):
        sign([key], origin=ORIGIN, now=NOW)
    with pytest.raises(AlreadyAnnounced):
        announce_key(key.verifier, actor="operator:ada", reason="back", now=NOW)
    said = witness({}, origin=ORIGIN)
    assert (len(said.heard), said.refused) == (3, [])
    assert found(said) == []


def test_only_keys_that_the_reader_trusts_count_if_he_names_some(key: SignerKey) -> None:
    signed(key)
    stranger = SignerKey(ORIGIN, Ed25519PrivateKey.generate())
    said = witness({}, origin=ORIGIN, trusted=[stranger.verifier])
    assert said.heard == []
    assert [why for _, why in said.refused] == ["no key that is known has signed the note"]


def test_each_place_gets_the_newest_checkpoint_as_often_as_is_asked(
    key: SignerKey, folder: Anchor
) -> None:
    signed(key)
    (first,) = anchor({"folder": folder}, every=HOUR, now=NOW).kept
    assert anchor({"folder": folder}, every=HOUR, now=NOW + HOUR).kept == []
    signed(key)
    assert anchor({"folder": folder}, every=HOUR, now=NOW + HOUR / 2).kept == []
    (second,) = anchor({"folder": folder}, every=HOUR, now=NOW + HOUR).kept
    assert (first.location, second.location) == (
        "elsewhere:0000000000000006.txt",
        "elsewhere:0000000000000011.txt",
    )
    assert [note for _, note in folder.notes()] == [first.signed.note, second.signed.note]


def test_a_place_that_fails_is_asked_again_and_stops_no_other(
    key: SignerKey, folder: Anchor, tsa: Authority
) -> None:
    signed(key)
    gone = TimeStampAnchor("http://127.0.0.1:9/tsa", [tsa.root])
    done = anchor({"gone": gone, "folder": folder}, every=HOUR, now=NOW)
    assert [one.anchor for one in done.kept] == ["folder"]
    assert "gone: http://127.0.0.1:9/tsa cannot be reached" in done.failed[0]
    back = TimeStampAnchor(tsa.url, [tsa.root])
    assert [one.anchor for one in anchor({"gone": back}, every=HOUR, now=NOW).kept] == ["gone"]


def test_entries_cut_off_at_the_end_are_missed_by_a_file_elsewhere(
    key: SignerKey, folder: Anchor
) -> None:
    signed(key)
    before = Checkpoint.objects.get().size
    later = signed(key)
    anchor({"folder": folder}, every=HOUR, now=NOW)
    with without_triggers(*TABLES):
        Anchorage.objects.all().delete()
        forget_everything_after(before)
        assert found(witness({}, origin=ORIGIN)) == []
        (gap,) = verify(witnesses=witness({"folder": folder}, origin=ORIGIN).heard).discrepancies
    assert (gap.kind, gap.subject) == (Kind.WITNESS, "elsewhere:0000000000000011.txt")
    assert gap.message == (
        f"it speaks of {later.checkpoint_id} entries, and the tree has {before}: the rest is gone"
    )


def test_a_past_rewritten_with_every_hash_is_contradicted_by_a_mail(key: SignerKey) -> None:
    signed(key)
    anchor({"mail": EmailAnchor(["auditor@example.org"])}, every=HOUR, now=NOW)
    (message,) = mail.outbox
    body = str(message.body)
    with without_triggers(*TABLES):
        for model in (Anchorage, SignedCheckpoint, Checkpoint, Leaf, TreeNode):
            model.objects.all().delete()
        LedgerKey.objects.all().delete()
        Entry.objects.all().delete()
        announce_key(key.verifier, actor="ledger", reason="another story", now=NOW)
        lines(5, at=NOW + timedelta(days=1))
        seal(now=NOW)
        assert found(witness({}, origin=ORIGIN)) == []
        said = witness({}, origin=ORIGIN, given={"note:mail.txt": body})
        (contradicted,) = verify(witnesses=said.heard).discrepancies
    assert (contradicted.kind, contradicted.subject) == (Kind.WITNESS, "note:mail.txt")
    assert "was rewritten since" in contradicted.message


def test_a_time_stamp_holds_for_its_note_only(
    key: SignerKey, tsa: Authority, tmp_path: Path
) -> None:
    stamped = TimeStampAnchor(tsa.url, load_pem_x509_certificates(tsa.pem))
    signed(key)
    (kept,) = anchor({"stamp": stamped}, every=HOUR, now=NOW).kept
    stamped.prove(kept.signed.note, bytes(kept.receipt))
    with pytest.raises(AnchorFailed, match="does not hold"):
        stamped.prove(kept.signed.note + "x", bytes(kept.receipt))
    with pytest.raises(AnchorFailed, match="does not hold"):
        stamped.prove(kept.signed.note, b"nonsense")
    assert witness({"stamp": stamped}, origin=ORIGIN).refused == []
    with without_triggers(*TABLES):
        Anchorage.objects.update(receipt=b"nonsense")
    ((subject, _),) = witness({"stamp": stamped}, origin=ORIGIN).refused
    assert subject == f"anchorage:{kept.pk}"


def test_an_authority_that_is_not_trusted_is_not_taken(key: SignerKey, tsa: Authority) -> None:
    signed(key)
    with authority() as other:
        mistaken = TimeStampAnchor(tsa.url, [other.root])
        done = anchor({"stamp": mistaken}, every=HOUR, now=NOW)
    assert done.kept == []
    assert "does not hold" in done.failed[0]


def test_notes_of_another_ledger_and_forged_ones_are_named(key: SignerKey) -> None:
    signed(key)
    note = SignedCheckpoint.objects.get().note
    said = witness(
        {},
        origin=ORIGIN,
        given={
            "note:forged": note.replace("\n6\n", "\n60\n"),
            "note:foreign": sign_note_of("other.example.com/ledger", key),
            "note:windows": note.replace("\n", "\r\n"),
        },
    )
    assert dict(said.refused) == {
        "note:forged": f"the signature of {ORIGIN} is not over this text",
        "note:foreign": "it is of another ledger, other.example.com/ledger",
    }
    assert [one.source for one in said.heard] == ["signed-checkpoint:6", "note:windows"]


def sign_note_of(origin: str, key: SignerKey) -> str:
    """A signed checkpoint of some ledger."""
    return sign_note(checkpoint_text(origin, 1, bytes(32)), [key])
