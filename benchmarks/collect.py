"""How many calls a reading makes, how long it takes over a slow network, and what it costs.

    ./run services -- .venv/bin/python -m benchmarks.collect [--sizes 1 10 100] [--latency-ms 50]
                                                             [--at-aws-pace]

For each size a region with 20 keys, 20 secrets and 1,000 parameters, times the size, is read by
every collector, as a worker reads it but without a database. One line of JSON each: the calls
made and what docs/collection.md says they should be; wall seconds against the least possible,
which is the longest chain of calls that wait for one another, or all calls at the pace that is
allowed, whichever is longer; CPU seconds and peak memory of this process, which is one for each
size. What the first reading in a process costs beside, is said apart.

An emulator has no quotas, so the pace is what sixteen calls at once allow. `--at-aws-pace` reads
as AWS itself is read, each operation no faster than its quota lets it; the pace is then that of
the operation that ends last.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from benchmarks.serving import AWS, serving
from compliance import collectors
from compliance.aws.answers import Answers, Call
from compliance.aws.pack import pack, unpack
from compliance.aws.paging import asked_page
from compliance.aws.quotas import calls_a_second
from compliance.aws.session import AccountSession, open_session
from compliance.aws.target import GLOBAL, Target
from compliance.aws.turns import CALLS_AT_ONCE
from compliance.collectors.collector import COLLECTORS, Scope
from compliance.evidence.gather import Reading, gather

ACCOUNT, REGION, EMPTY_REGION = "123456789012", "eu-west-1", "eu-west-2"
KEYS, SECRETS, PARAMETERS = 20, 20, 1000
CALLS_PER_KEY, CALLS_PER_SECRET = 5, 3
KILOBYTE = 1024


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--latency-ms", type=int, default=50)
    parser.add_argument("--at-aws-pace", action="store_true", help="keep to AWS's quotas")
    options = parser.parse_args()
    if len(options.sizes) == 1:
        kind = AtAws if options.at_aws_pace else Target
        measure(options.sizes[0], options.latency_ms, kind)
        return
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.collect", "--sizes", str(size)]
        command += ["--at-aws-pace"] * options.at_aws_pace
        subprocess.run([*command, "--latency-ms", str(options.latency_ms)], check=True)


class AtAws(Target):
    """The light server, asked as AWS itself is."""

    @property
    def has_quotas(self) -> bool:
        """Whether AWS's quotas hold there."""
        return True


def measure(size: int, latency_ms: int, kind: type[Target]) -> None:
    """Read an empty region, then one of the size, and print what each took."""
    COLLECTORS.load(collectors)
    os.environ |= AWS
    held = {"keys": KEYS * size, "secrets": SECRETS * size, "parameters": PARAMETERS * size}
    with serving(latency_ms=latency_ms, only_in=REGION, held=held) as server:
        # The server reads its models, too, when it is first asked: one reading warms both.
        first = _read(kind(ACCOUNT, endpoint_url=server.url), EMPTY_REGION, latency_ms)
        seconds = server.cpu_seconds()
        measured = _read(kind(ACCOUNT, endpoint_url=server.url), REGION, latency_ms)
        server_seconds = server.cpu_seconds() - seconds
    measured |= {
        "least": first["calls"] + more_calls(**held),
        "server_cpu_seconds": round(server_seconds, 2),
        "peak_megabytes": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / 1e6
        ),
        "first_reading_cpu_seconds": first["cpu_seconds"],
    }
    print(json.dumps({"size": size, **held, **measured}), flush=True)


def _read(target: Target, region: str, latency_ms: int) -> dict[str, Any]:
    session = open_session(target, clock=lambda: datetime.now(UTC))
    cpu, began = time.process_time(), time.perf_counter()
    calls: list[Call] = []
    missing = 0
    for reading in _readings(session, region):
        calls += [one.call for one in reading.recorded]
        missing += _described(reading)
    wall_seconds = time.perf_counter() - began
    cpu_seconds = time.process_time() - cpu
    chain = longest_chain(calls) * latency_ms / 1000
    allowed = max(
        len(calls) * latency_ms / 1000 / CALLS_AT_ONCE,
        slowest_operation(calls) if target.has_quotas else 0.0,
    )
    return {
        "calls": len(calls),
        "incomplete_lists": missing,
        "wall_seconds": round(wall_seconds, 2),
        "longest_chain_seconds": round(chain, 2),
        "at_the_allowed_pace_seconds": round(allowed, 2),
        "wall_over_least": round(wall_seconds / max(chain, allowed, 1e-9), 2),
        "cpu_seconds": round(cpu_seconds, 2),
        "cpu_seconds_per_1000_calls": round(cpu_seconds * 1000 / len(calls), 2),
    }


def _readings(session: AccountSession, region: str) -> Iterator[Reading]:
    """Both units, the global one and the region's, one after another."""
    for scope in Scope:
        place = GLOBAL if scope is Scope.GLOBAL else region
        wanted = [one for one in COLLECTORS.values() if one.scope is scope]
        work = [(one, session.reader(place)) for one in wanted]
        yield from gather(work, clock=lambda: datetime.now(UTC))


def _described(reading: Reading) -> int:
    """Pack and read back, as evidence is kept; returns how many lists are not whole."""
    content, calls = pack(reading.recorded)
    region = reading.recorded[0].call.region
    answers = Answers(unpack(content, calls), account_id=ACCOUNT, region=region)
    return sum(bool(one.error) for one in reading.collector.describe(answers))


def longest_chain(calls: list[Call]) -> int:
    """How many calls wait for one another: the pages of one list, of which each names the next."""
    pages = Counter(
        json.dumps([one.name, one.region, _without_page(one)], sort_keys=True) for one in calls
    )
    return max(pages.values())


def slowest_operation(calls: list[Call]) -> float:
    """The seconds of the operation that its quota lets end last.

    A second's worth may be asked at once (compliance/aws/pace.py).
    """
    asked = Counter((f"{one.service}:{one.operation}", one.region) for one in calls)
    return max((number - 1) / calls_a_second(name) - 1 for (name, _), number in asked.items())


def _without_page(call: Call) -> dict[str, Any]:
    page = asked_page(call.name, call.params)
    return {name: one for name, one in call.params.items() if not page or str(one) != page}


def more_calls(keys: int, secrets: int, parameters: int) -> int:
    """What a region costs more than an empty one; docs/collection.md has the formula."""
    lists = _more_pages(keys, 1000) + _more_pages(secrets, 100) + _more_pages(parameters, 50)
    tags = bool(keys) + bool(parameters)
    return lists + tags + CALLS_PER_KEY * keys + CALLS_PER_SECRET * secrets


def _more_pages(number: int, page: int) -> int:
    return max(1, math.ceil(number / page)) - 1


if __name__ == "__main__":
    main()
