"""Every body against its receipt, and every receipt against the ledger."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from artifactctl.checked import Damage, Tally, naming, read, read_json
from artifactctl.evidence_files import bodies_in
from artifactctl.layout import ABOUT, KEPT, RECEIPT
from artifactctl.verify_ledger import Ledger

EVIDENCE = "evidence"


def verify_evidence(path: Path, ledger: Ledger, tally: Tally) -> Iterator[Damage]:
    """What of the evidence is not as the ledger says it was kept."""
    seen = set()
    for folder in sorted(one for one in (path / EVIDENCE).glob("*") if one.is_dir()):
        found: list[Damage] = []
        with naming(f"{EVIDENCE}/{folder.name}/{ABOUT}", found):
            about = read_json(path, f"{EVIDENCE}/{folder.name}/{ABOUT}")
            subject = f"snapshot:{about['snapshot']}"
            seen.add(subject)
            found += _one(path, f"{EVIDENCE}/{folder.name}", ledger.details(KEPT, subject), tally)
        yield from found
        tally.add("pieces of evidence")
    for action, subject in sorted(ledger.lines):
        if action == KEPT and subject not in seen:
            yield Damage(EVIDENCE, f"lacks {subject}, of which a line of the ledger is here")


def _one(
    path: Path, name: str, kept: Sequence[Mapping[str, Any]], tally: Tally
) -> Iterator[Damage]:
    if not kept:
        yield Damage(f"{name}/{ABOUT}", "no proven line of the ledger is about it")
    hashes = {(one["sha256"], one["receipt_sha256"]) for one in kept}
    receipt = read(path, f"{name}/{RECEIPT}")
    receipt_sha256 = hashlib.sha256(receipt).hexdigest()
    if kept and receipt_sha256 not in {one for _, one in hashes}:
        yield Damage(f"{name}/{RECEIPT}", "is altered: it is not the one in the ledger")
        return
    content = hashlib.sha256()
    yield from _bodies(path, name, content, tally)
    if kept and (content.hexdigest(), receipt_sha256) not in hashes:
        yield Damage(f"{name}/{bodies_in('')}", "together are not what the ledger says was kept")


def _bodies(path: Path, name: str, content: "hashlib._Hash", tally: Tally) -> Iterator[Damage]:
    folder = bodies_in(name)
    by_number = {int(one.name.partition("-")[0]): one.name for one in (path / folder).glob("*-*")}
    calls = read_json(path, f"{name}/{RECEIPT}")["calls"]
    for number, call in enumerate(calls, start=1):
        if number not in by_number:
            yield Damage(f"{folder}{number:04d}", "is missing, though the receipt names it")
            continue
        body = read(path, f"{folder}{by_number[number]}")
        content.update(body)
        tally.add("bodies")
        if hashlib.sha256(body).hexdigest() != call["body_sha256"]:
            yield Damage(
                f"{folder}{by_number[number]}", "is altered: its receipt has another hash"
            )
