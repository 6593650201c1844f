"""`manage.py ledger_key`, and what `verify` believes of the ledger by its keys."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from artifact.clock import now
from artifact.ledger.configured import signer_keys
from artifact.ledger.tend import tend
from artifact.tasks import seal_ledger
from compliance.ledger.append import append
from compliance.models import Anchorage, LedgerKey, SignedCheckpoint

pytestmark = pytest.mark.django_db
DAMAGED = 4


def run(*words: str) -> str:
    """What `ledger_key` prints."""
    out = StringIO()
    call_command("ledger_key", *words, stdout=out)
    return out.getvalue()


def verify(*words: str) -> tuple[int, str]:
    """The exit status of `verify`, and what it prints."""
    out = StringIO()
    try:
        call_command("verify", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def first(settings: Settings) -> str:
    """The first key, as the command makes it, configured and in force."""
    settings.LEDGER_SIGNING_KEY = run("new")
    append(actor="ada", action="a.b", subject="c:1", details={}, at=now())
    seal_ledger.run()
    return str(settings.LEDGER_SIGNING_KEY)


def test_a_new_key_is_one_that_signs(first: str) -> None:
    assert first.startswith("-----BEGIN PRIVATE KEY-----")
    (key,) = LedgerKey.objects.verifiers()
    assert key == signer_keys()[0].verifier
    assert run("show").splitlines()[-1] == str(key)
    assert verify()[0] == 0


def test_a_ledger_without_a_key_is_sealed_and_not_signed() -> None:
    append(actor="ada", action="a.b", subject="c:1", details={}, at=now())
    seal_ledger.run()
    assert not SignedCheckpoint.objects.exists()
    assert verify()[0] == 0


def test_a_key_is_rotated_with_the_former_at_hand(first: str, settings: Settings) -> None:
    settings.LEDGER_SIGNING_KEY = f"{run('new')}\n{first}"
    assert "In force is now" in run("rotate", "--reason", "yearly")
    new, old = (key.verifier for key in signer_keys())
    assert LedgerKey.objects.verifiers() == [old, new]
    assert SignedCheckpoint.objects.latest("pk").note.count("— ") == len((new, old))
    assert verify()[0] == 0


@pytest.mark.parametrize(
    ("keys", "words", "why"),
    [
        ("{new}", ["--reason", "x"], "Put it behind the new one"),
        ("{first}", ["--reason", "x"], "no key that is not announced"),
        ("{new}\n{first}", [], "Say with --reason"),
    ],
)
def test_a_rotation_that_breaks_the_chain_is_refused(
    first: str, settings: Settings, keys: str, words: list[str], why: str
) -> None:
    settings.LEDGER_SIGNING_KEY = keys.format(new=run("new"), first=first)
    with pytest.raises(CommandError, match=why):
        run("rotate", *words)
    assert LedgerKey.objects.count() == 1


def test_a_key_that_was_only_put_into_the_settings_signs_nothing(
    first: str, settings: Settings
) -> None:
    settings.LEDGER_SIGNING_KEY = run("new")
    append(actor="ada", action="a.b", subject="c:2", details={}, at=now())
    before = SignedCheckpoint.objects.count()
    tend(now=now())
    assert SignedCheckpoint.objects.count() == before


@pytest.mark.parametrize("key", ["nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_key_that_is_none_is_said(settings: Settings, key: str) -> None:
    settings.LEDGER_SIGNING_KEY = f"{key}-----END PRIVATE KEY-----"
    with pytest.raises(Exception, match="LEDGER_SIGNING_KEY"):
        tend(now=now())


def test_a_checkpoint_from_elsewhere_is_held_against_the_ledger(
    first: str, tmp_path: Path
) -> None:
    note = SignedCheckpoint.objects.latest("pk").note
    mail = tmp_path / "mail.txt"
    mail.write_text(f"Dear auditor\n-----BEGIN CHECKPOINT-----\n{note}-----END CHECKPOINT-----\n")
    (key,) = LedgerKey.objects.verifiers()
    assert verify("--note", str(mail), "--trusted-key", str(key))[0] == 0
    mail.write_text(note.replace("\n2\n", "\n3\n"))
    status, said = verify("--note", str(mail))
    assert status == DAMAGED
    assert "note:mail.txt: the signature of" in said


def test_a_stranger_s_key_finds_nothing_to_believe(first: str, settings: Settings) -> None:
    settings.LEDGER_SIGNING_KEY = run("new")
    (stranger,) = (str(key.verifier) for key in signer_keys())
    status, said = verify("--trusted-key", stranger)
    assert status == DAMAGED
    assert "no key that is known has signed the note" in said


@pytest.mark.parametrize("words", [["--note", "/nowhere"], ["--trusted-key", "nonsense"]])
def test_a_note_or_key_that_cannot_be_read_is_said(words: list[str]) -> None:
    with pytest.raises(CommandError):
        verify(*words)


def test_checkpoints_reach_the_configured_places(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "elsewhere": {
            "BACKEND": "compliance.evidence.storage.WriteOnceFileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.LEDGER_ANCHORS = {
        "folder": {"kind": "storage", "alias": "elsewhere"},
        "mail": {"kind": "email", "to": "auditor@example.org, board@example.org"},
    }
    settings.LEDGER_SIGNING_KEY = run("new")
    seal_ledger.run()
    assert {one.anchor for one in Anchorage.objects.all()} == {"folder", "mail"}
    assert [path.suffix for path in tmp_path.iterdir()] == [".txt"]
    assert verify()[0] == 0
    (note,) = tmp_path.iterdir()
    note.chmod(0o600)
    note.write_text("nonsense")
    assert verify()[0] == DAMAGED


@pytest.mark.parametrize(
    "options", [{"kind": "storage"}, {"kind": "smoke"}, {"kind": "rfc3161", "url": "http://x"}]
)
def test_an_anchor_that_lacks_something_is_said(
    settings: Settings, options: dict[str, str]
) -> None:
    settings.LEDGER_ANCHORS = {"mine": options}
    with pytest.raises(Exception, match="the ledger's anchor mine"):
        verify()
