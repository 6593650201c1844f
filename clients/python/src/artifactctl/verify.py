"""Verify a folder with no server: every byte of it, and what the ledger says."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from artifactctl.checked import Damage, Tally
from artifactctl.signed_note import Key
from artifactctl.verify_evidence import verify_evidence
from artifactctl.verify_files import verify_files
from artifactctl.verify_ledger import verify_ledger
from artifactctl.verify_reports import verify_reports
from artifactctl.verify_work import verify_work


def verify(path: Path, keys: Sequence[Key], *, tally: Tally) -> Iterator[Damage]:
    """Everything that is not as it was kept, by the file's name.

    A file that cannot be read at all is named as well, and the rest is looked at all the same.
    `tally` counts what was looked at.
    """
    yield from verify_files(path, tally)
    ledger = verify_ledger(path, keys, tally)
    yield from ledger.damages
    yield from verify_evidence(path, ledger, tally)
    yield from verify_work(path, ledger, tally)
    yield from verify_reports(path, ledger, tally)
