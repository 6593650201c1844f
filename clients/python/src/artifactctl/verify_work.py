"""Populations as they were frozen, samples drawn again, files as they were handed in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artifactctl.checked import Damage, Tally, naming, read, read_json
from artifactctl.folder import sha256_of
from artifactctl.layout import DRAWN, FROZEN
from artifactctl.sampling import Plan, canonical, draw
from artifactctl.verify_ledger import Ledger

ABOUT = ".about.json"


def verify_work(path: Path, ledger: Ledger, tally: Tally) -> Iterator[Damage]:
    """What of the auditor's work is not as it was written."""
    for kind, check in (("populations", _population), ("samples", _sample)):
        for about in sorted((path / kind).glob(f"*{ABOUT}")):
            found: list[Damage] = []
            with naming(f"{kind}/{about.name}", found):
                found += check(path, about.name.removesuffix(ABOUT), ledger)
            yield from found
            tally.add(kind)
    for about in sorted((path / "requests").glob("R-*.json")):
        found = []
        with naming(f"requests/{about.name}", found):
            found += _request(path, f"requests/{about.name}", tally)
        yield from found


def _population(path: Path, name: str, ledger: Ledger) -> Iterator[Damage]:
    about = read_json(path, f"populations/{name}{ABOUT}")
    file = f"populations/{name}.jsonl"
    content = read(path, file)
    if sha256_of(path / file) != about["sha256"] or content.count(b"\n") != about["count"]:
        yield Damage(file, "is altered: it is not what was frozen")
    yield from _entered(ledger, FROZEN, f"population:{name}", about, file)


def _sample(path: Path, name: str, ledger: Ledger) -> Iterator[Damage]:
    about = read_json(path, f"samples/{name}{ABOUT}")
    file = f"samples/{name}.json"
    kept = read_json(path, file)
    plan = Plan(kept["seed"], kept["size"], kept["strata_by"], kept["is_every_stratum_in"])
    population = path / "populations" / f"{about['population']}.jsonl"

    def lines() -> Iterator[bytes]:
        with population.open("rb") as opened:
            yield from opened

    if not population.exists():
        yield Damage(file, f"cannot be drawn again: {population.name} is missing")
    elif canonical(draw(lines, plan)) != read(path, file):
        yield Damage(file, "is another sample than its seed draws from its population")
    if sha256_of(path / file) != about["sha256"]:
        yield Damage(file, "is altered: it is not what was drawn")
    yield from _entered(ledger, DRAWN, f"sample:{name}", about, file)


def _request(path: Path, name: str, tally: Tally) -> Iterator[Damage]:
    for event in read_json(path, name)["events"]:
        for one in event["handed_in"]:
            if not one["sha256"]:
                continue
            tally.add("files that were handed in")
            if not (path / one["path"]).exists():
                yield Damage(one["path"], "is missing")
            elif sha256_of(path / one["path"]) != one["sha256"]:
                yield Damage(one["path"], "is altered: it is not what was handed in")


def _entered(ledger: Ledger, action: str, subject: str, about: Any, file: str) -> Iterator[Damage]:
    """What another auditor did is not in the lines that one may see; what is there must fit."""
    lines = ledger.details(action, subject)
    if lines and about["sha256"] not in {one["sha256"] for one in lines}:
        yield Damage(file, "is not what the ledger says")
