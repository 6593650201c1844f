"""Every copy of a report against the ledger's line of its handing over."""

from collections.abc import Iterator
from pathlib import Path

from artifactctl.checked import Damage, Tally, naming, read_json
from artifactctl.folder import sha256_of
from artifactctl.layout import DOWNLOADED
from artifactctl.verify_ledger import Ledger

ABOUT = ".about.json"


def verify_reports(path: Path, ledger: Ledger, tally: Tally) -> Iterator[Damage]:
    """Which copies are not those that were handed over."""
    for about in sorted((path / "reports").glob(f"*/*{ABOUT}")):
        name = about.relative_to(path).as_posix()
        found: list[Damage] = []
        with naming(name, found):
            found += _one(path, name, ledger)
        yield from found
        tally.add("reports")


def _one(path: Path, name: str, ledger: Ledger) -> Iterator[Damage]:
    about = read_json(path, name)
    pdf = name.replace(ABOUT, ".pdf")
    if not (path / pdf).exists():
        yield Damage(pdf, "is missing")
        return
    lines = ledger.details(DOWNLOADED, f"report-version:{about['id']}")
    if sha256_of(path / pdf) not in {one["sha256"] for one in lines}:
        yield Damage(pdf, "is no copy of which a proven line of the ledger tells")
