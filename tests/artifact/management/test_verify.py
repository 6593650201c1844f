"""`manage.py verify`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from compliance.models import Snapshot
from tests.artifact import factories

pytestmark = pytest.mark.django_db

DAMAGED = 4


@pytest.fixture
def snapshot() -> Snapshot:
    """Kept evidence."""
    return factories.snapshot(factories.account())


def damage(own_store: Path, sha256: str) -> None:
    """Write something else over stored bytes."""
    path = own_store / sha256[:2] / sha256[2:4] / f"{sha256}.zst"
    path.chmod(0o600)
    path.write_bytes(b"something else")


def run(*words: str) -> tuple[int, str]:
    """The exit status and what the command prints."""
    out = StringIO()
    try:
        call_command("verify", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_what_is_as_it_was_kept_matches(snapshot: Snapshot) -> None:
    factories.version(factories.series(factories.Scope([snapshot.account])))

    assert run() == (0, "1 snapshots match what was kept.\n")


def test_a_changed_byte_is_named(snapshot: Snapshot, own_store: Path) -> None:
    damage(own_store, snapshot.blob_id)

    status, said = run("--snapshot", str(snapshot.pk))

    assert status == DAMAGED
    assert f"snapshot:{snapshot.pk}: blob {snapshot.blob_id} is altered" in said


def test_a_changed_report_is_named(snapshot: Snapshot, own_store: Path) -> None:
    version = factories.version(factories.series(factories.Scope([snapshot.account])))
    damage(own_store, str(version.pdf_id))

    status, said = run("--all")

    assert status == DAMAGED
    assert f"report-version:{version.pk}: blob {version.pdf_id} is altered" in said
    assert "1 do not match." in said


def test_a_snapshot_that_does_not_exist_is_an_error(snapshot: Snapshot) -> None:
    with pytest.raises(CommandError, match="There is no snapshot 999999"):
        run("--snapshot", "999999")
