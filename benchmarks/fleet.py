"""How many accounts a minute are read and evaluated, by the number of worker processes.

    ./run services -- .venv/bin/python -m benchmarks.fleet [--accounts 30] [--workers 1 2]

Celery workers, PostgreSQL, the broker and the evidence store are the real ones; only AWS is a
light server, whose answers take `--latency-ms`. Each number of workers reads as many accounts of
its own, of which every one is in one region, and they share one run, so that they can be compared
on a machine that others use as well. One line of JSON each, with the CPU seconds of workers, AWS
and database: where these reach what the machine has, more workers cannot help.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from artifact.tasks import collect_unit
from benchmarks.serving import AWS, LightAws, serving
from compliance.evidence.start import start
from compliance.models import Account, Collection

REGION = "eu-west-1"
HELD = {"keys": 2, "secrets": 2, "parameters": 20}
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
FIRST_ACCOUNT = 200_000_000_000
POLLED_EVERY_SECONDS = 0.2
KIBIBYTE = 1024


def main() -> None:
    """Read the same number of accounts with each number of workers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accounts", type=int, default=30)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--latency-ms", type=int, default=50)
    options = parser.parse_args()
    os.environ |= AWS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVIDENCE_ROOT"] = f"{folder}/evidence"
        call_command("migrate", verbosity=0)
        begin, rates = FIRST_ACCOUNT, []
        for workers in options.workers:
            with (
                serving(latency_ms=options.latency_ms, held=HELD) as server,
                celery(workers, Path(folder) / "workers.log") as worker,
            ):
                # What a process loads once is not what an account costs.
                begin += len(_read(_accounts(begin, 4 * workers, server)))
                accounts = _accounts(begin, options.accounts, server)
                begin += len(accounts)
                measured = _measured(accounts, server, worker)
                rates.append(measured["accounts_per_minute"])
                faster = round(rates[-1] / rates[0], 2)
                line = {"workers": workers, **measured, "times_the_first": faster}
                print(json.dumps(line), flush=True)


@contextmanager
def celery(workers: int, log: Path) -> Iterator[int]:
    """Workers that end with the context; yields the process that started them."""
    argv = [sys.executable, "-m", "celery", "-A", "artifact", "worker", "-Q", "default,collect"]
    argv += ["-c", str(workers), "--without-gossip", "--without-mingle", "--without-heartbeat"]
    with log.open("ab") as output, subprocess.Popen(argv, stdout=output, stderr=output) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def _accounts(first: int, number: int, server: LightAws) -> list[Account]:
    return [
        Account.objects.create(
            account_id=str(one),
            name=f"account {one}",
            regions=[REGION],
            role_arn=f"arn:aws:iam::{one}:role/ArtifactReadOnly",
            external_id="benchmark",
            endpoint_url=server.url,
            connected_at=datetime.now(UTC),
        )
        for one in range(first, first + number)
    ]


def _measured(accounts: Sequence[Account], server: LightAws, worker: int) -> dict[str, Any]:
    database = _parent(_own_backend())
    places = {"workers": worker, "database": database}
    before = {name: tree_seconds(pid) for name, pid in places.items()}
    server_before = server.cpu_seconds()
    began = time.perf_counter()
    runs = _read(accounts)
    wall_seconds = time.perf_counter() - began
    cpu = {name: tree_seconds(pid) - before[name] for name, pid in places.items()}
    cpu["aws"] = server.cpu_seconds() - server_before
    return {
        "accounts": len(accounts),
        "wall_seconds": round(wall_seconds, 1),
        "accounts_per_minute": round(60 * len(accounts) / wall_seconds, 1),
        "calls": sum(one.calls_made for one in runs),
        "incomplete": sum(one.state != Collection.State.COMPLETE for one in runs),
        "cpu_seconds": {name: round(one, 1) for name, one in cpu.items()},
        "worker_cpu_seconds_per_account": round(cpu["workers"] / len(accounts), 3),
        "machine_cores": len(os.sched_getaffinity(0)),
        "peak_megabytes_of_a_worker": round(_largest(worker) / 1e6),
    }


def _read(accounts: Sequence[Account]) -> list[Collection]:
    """Start a collection of each, and wait until all are evaluated."""
    started = []
    for account in accounts:
        run = start(account, requested_by="benchmark", now=datetime.now(UTC))
        started.append(run.pk)
        for unit in run.units.all():
            collect_unit.apply_async(kwargs={"unit_id": unit.pk})
    mine = Collection.objects.filter(pk__in=started)
    while mine.filter(evaluated_at=None).exists():
        time.sleep(POLLED_EVERY_SECONDS)
    return list(mine)


def _own_backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def tree_seconds(pid: int) -> float:
    """CPU seconds of a process and all below it, those that ended among them."""
    parents: dict[int, list[int]] = {}
    for one in Path("/proc").iterdir():
        if one.name.isdigit() and (stat := _stat(int(one.name))):
            parents.setdefault(int(stat[1]), []).append(int(one.name))
    owed, seconds = [pid], 0.0
    while owed:
        at = owed.pop()
        owed += parents.get(at, [])
        seconds += sum(map(int, _stat(at)[11:15])) / TICKS_A_SECOND
    return seconds


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent …; utime to cstime are 11 to 14 (proc(5))."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _largest(worker: int) -> int:
    """The peak resident memory of the largest process below the worker, in bytes."""
    peaks = []
    for one in Path("/proc").iterdir():
        if one.name.isdigit() and (stat := _stat(int(one.name))) and int(stat[1]) == worker:
            status = (one / "status").read_text()
            peaks += [int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line]
    return max(peaks, default=0) * KIBIBYTE


if __name__ == "__main__":
    main()
