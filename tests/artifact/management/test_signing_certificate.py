"""A key of one's own that signs PDFs, and the checks that ask for one."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from artifact.library.checks import check_signer, check_signer_is_there
from artifact.library.document_signer import document_signer
from compliance.reports.signers.self_signed import self_signed


def test_it_is_written_once_for_nobody_else_to_read(tmp_path: Path, settings: Any) -> None:
    path, said = tmp_path / "key.pem", StringIO()

    call_command("signing_certificate", str(path), "--name", "Żółć Ltd", stdout=said)

    assert path.stat().st_mode & 0o777 == 0o600
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": path.read_bytes()}
    signer = document_signer()
    assert signer
    assert signer.certificate_sha256 in said.getvalue()
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("signing_certificate", str(path), "--name", "Another")


@pytest.mark.parametrize(
    "wrong",
    [
        ["/no/such/folder/key", "--name", "A"],
        ["key", "--name", "x" * 99],
        ["k", "--name", "A", "--days", "0"],
    ],
)
def test_what_cannot_be_made_says_so(
    wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError):
        call_command("signing_certificate", *wrong)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (b"", "artifact.E003"),
        (b"nonsense", "artifact.E001"),
        (self_signed("Old", now=datetime.now(UTC) - timedelta(days=9), days=1), "artifact.E002"),
        (self_signed("Now", now=datetime.now(UTC)), ""),
    ],
    ids=["none", "nonsense", "expired", "good"],
)
def test_production_asks_for_a_key_that_does(settings: Any, key: bytes, expected: str) -> None:
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": key} if key else {}

    said = [*check_signer(), *check_signer_is_there()]

    assert [one.id for one in said] == ([expected] if expected else [])
