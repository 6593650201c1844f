"""Draw a sample from a frozen population, the same one anywhere and at any time.

This file is also the script that is handed out: `python3 draw_sample.py POPULATION SAMPLE` draws
again what a sample file says, and compares. It needs Python 3.8 or later and nothing else.

The algorithm, `artifact-sample-1`:

1. A stratum is all lines with the same account, region and type, as far as the sample is divided
   by them. Strata stand in the order of these values (by code points).
2. The size is cut to the population's count; where each stratum is to be in the sample, it is
   raised to their number first.
3. The size is shared out in proportion to the strata's counts: each gets its whole part; what is
   left goes one by one to the largest remainders, of equal ones to the first stratum in order.
   Where each stratum is to be in the sample, each gets one first, and the rest of the size is
   shared out in proportion to what is then left of each.
4. A line's rank is the SHA-256 of the seed, a zero byte and the line's key, both in UTF-8. Of each
   stratum the lines with the smallest ranks are drawn.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ALGORITHM = "artifact-sample-1"
DIVIDERS = ("account", "region", "type")


class Plan(NamedTuple):
    """How a sample is drawn."""

    seed: str
    size: int
    strata_by: Sequence[str]
    is_every_stratum_in: bool


def draw(lines: Callable[[], Iterable[bytes]], plan: Plan) -> dict[str, Any]:
    """The sample as it is kept; `lines` gives the population's lines each time it is called."""
    digest = hashlib.sha256()
    counts: dict[Any, int] = {}
    for line in lines():
        digest.update(line)
        stratum = _stratum(json.loads(line), plan.strata_by)
        counts[stratum] = counts.get(stratum, 0) + 1
    shares = allocate(counts, plan.size, is_every_in=plan.is_every_stratum_in)
    drawn = _smallest(lines(), plan, shares)
    return {
        "algorithm": ALGORITHM,
        "population_sha256": digest.hexdigest(),
        "population_count": sum(counts.values()),
        "seed": plan.seed,
        "size": plan.size,
        "strata_by": list(plan.strata_by),
        "is_every_stratum_in": plan.is_every_stratum_in,
        "strata": [
            {"values": list(one), "count": counts[one], "drawn": shares[one]}
            for one in sorted(counts)
        ],
        "keys": sorted(drawn),
    }


def allocate(counts: dict[Any, int], size: int, *, is_every_in: bool) -> dict[Any, int]:
    """How many of each stratum; together the size, or all there are."""
    base = dict.fromkeys(counts, 1 if is_every_in else 0)
    wanted = min(max(size, sum(base.values())), sum(counts.values())) - sum(base.values())
    left = {one: counts[one] - base[one] for one in counts}
    whole = sum(left.values())
    if not whole:
        return base
    shares = {one: wanted * left[one] // whole for one in sorted(counts)}
    # sorted() keeps the order of equal ones, so that the first stratum comes first.
    by_rest = sorted(shares, key=lambda one: -(wanted * left[one] % whole))
    for one in by_rest[: wanted - sum(shares.values())]:
        shares[one] += 1
    return {one: base[one] + shares[one] for one in shares}


def rank(seed: str, key: str) -> str:
    """Where a line stands among those of its stratum."""
    return hashlib.sha256(seed.encode() + b"\0" + key.encode()).hexdigest()


def canonical(told: dict[str, Any]) -> bytes:
    """The bytes of a sample file, and of a population's line."""
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _smallest(lines: Iterable[bytes], plan: Plan, shares: dict[Any, int]) -> Iterator[str]:
    """The keys with the smallest ranks of each stratum; no more than these are remembered."""
    best: dict[Any, list[tuple[int, str]]] = {one: [] for one in shares}
    for line in lines:
        told = json.loads(line)
        stratum = _stratum(told, plan.strata_by)
        # heapq keeps the smallest on top: of negative ranks, that is the one to give up first.
        entry = (-int(rank(plan.seed, told["key"]), 16), told["key"])
        if len(best[stratum]) < shares[stratum]:
            heapq.heappush(best[stratum], entry)
        elif best[stratum]:
            heapq.heappushpop(best[stratum], entry)
    for chosen in best.values():
        for _, key in chosen:
            yield key


def _stratum(told: dict[str, Any], strata_by: Sequence[str]) -> Any:
    return tuple(told[name] for name in strata_by)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw again what a sample file says; 0 if the same comes out, 1 if another."""
    parser = argparse.ArgumentParser(description="Draw a sample again and compare.")
    parser.add_argument("population", type=Path, help="the population, as downloaded")
    parser.add_argument("sample", type=Path, help="the sample, as downloaded")
    given = parser.parse_args(arguments)
    kept = json.loads(given.sample.read_bytes())
    plan = Plan(kept["seed"], kept["size"], kept["strata_by"], kept["is_every_stratum_in"])

    def lines() -> Iterator[bytes]:
        with given.population.open("rb") as file:
            yield from file

    again = draw(lines, plan)
    is_same = canonical(again) == given.sample.read_bytes()
    verdict = "The same sample." if is_same else "ANOTHER SAMPLE than the file says."
    sys.stdout.write("".join(f"{key}\n" for key in again["keys"]) + f"{verdict}\n")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
