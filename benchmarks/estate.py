"""How much memory and CPU a large account takes to read, keep and evaluate.

    ./run services -- .venv/bin/python -m benchmarks.estate [--parameters 1000 10000 100000]

For each size a process of its own reads an account with so many parameters in one region with the
collectors, keeps what they saw, and evaluates it, as a worker does, all from a light server
without latency. One line of JSON each: CPU seconds of reading and keeping, and of evaluating; the
peak memory of the process after each; bytes of evidence. What the first reading in a process
loads is read before, and its memory is said apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from benchmarks.serving import AWS, LightAws, serving
from compliance.assessments.evaluate import evaluate
from compliance.evidence.collect import collect
from compliance.evidence.start import start
from compliance.models import Account, Blob, Collection, Finding

REGION = "eu-west-1"
LEASE = timedelta(minutes=5)
MAX_AGE = timedelta(hours=48)
KIBIBYTE = 1024


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parameters", type=int, nargs="+", default=[1000, 10_000, 100_000])
    options = parser.parse_args()
    if len(options.parameters) == 1:
        measure(options.parameters[0])
        return
    for number in options.parameters:
        command = [sys.executable, "-m", "benchmarks.estate", "--parameters", str(number)]
        subprocess.run(command, check=True)


def measure(parameters: int) -> None:
    """Read and evaluate a small account, then one of the size, and print what that took."""
    os.environ |= AWS
    with tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["evidence"]["OPTIONS"]["location"] = folder
        call_command("migrate", verbosity=0)
        with serving(latency_ms=0) as server:
            _take(_account(1, parameters, server))
        before = peak_megabytes()
        with serving(latency_ms=0, held={"parameters": parameters}) as server:
            taken = _take(_account(2, parameters, server))
    line = {"parameters": parameters, "peak_megabytes_before": before, **taken}
    print(json.dumps(line), flush=True)


def _account(number: int, parameters: int, server: LightAws) -> Account:
    account_id = f"{number}{parameters:011d}"
    return Account.objects.create(
        account_id=account_id,
        name=account_id,
        regions=[REGION],
        role_arn=f"arn:aws:iam::{account_id}:role/ArtifactReadOnly",
        external_id="benchmark",
        endpoint_url=server.url,
        connected_at=_now(),
    )


def _take(account: Account) -> dict[str, Any]:
    began = time.process_time()
    run = start(account, requested_by="benchmark", now=_now())
    owed = list(run.units.values_list("pk", flat=True))
    while owed:
        finished = collect(owed.pop(), clock=_now, lease=LEASE)
        owed += finished.next_units if finished else ()
    collected, megabytes = time.process_time(), peak_megabytes()
    evaluate(account.pk, now=_now(), max_age=MAX_AGE)
    ended = Collection.objects.get(pk=run.pk)
    return {
        "state": ended.state,
        "calls": ended.calls_made,
        "findings": Finding.objects.filter(account=account).count(),
        "evidence_megabytes": round(_evidence_bytes(ended) / 1e6, 1),
        "collect_cpu_seconds": round(collected - began, 2),
        "peak_megabytes_collected": megabytes,
        "evaluate_cpu_seconds": round(time.process_time() - collected, 2),
        "peak_megabytes_evaluated": peak_megabytes(),
    }


def _evidence_bytes(run: Collection) -> int:
    blobs = Blob.objects.filter(snapshots__unit__collection=run).distinct()
    return sum(blobs.values_list("size_bytes", flat=True))


def _now() -> datetime:
    return datetime.now(UTC)


def peak_megabytes() -> int:
    """The most memory that this process has had so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE / 1e6)


if __name__ == "__main__":
    main()
