"""How many calls a reading makes, how long it takes over a slow network, and what it costs.

    ./run exec python -m benchmarks.collect [--keys 50 200] [--latency-ms 50]

For each size an emulated region with that many KMS keys and as many secrets is read by every
collector, without a database. One line of JSON each: the calls made and the least number
possible (docs/collection.md has the formula), wall seconds against the time that the same calls
take one after another, and CPU seconds and peak memory of this process. Emulator and reader share
the machine, so wall times are bounded by the emulator's own CPU.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import boto3

from compliance import collectors
from compliance.aws.session import open_session
from compliance.aws.target import GLOBAL, Target
from compliance.collectors.collector import COLLECTORS, Scope
from dev import ports

ACCOUNT, REGION = "123456789012", "eu-west-1"
KILOBYTE = 1024
CALLS_PER_KEY, CALLS_PER_SECRET = 5, 3
# Regions, organisation, policies, the account's public access block, its buckets, its security contact; Shield,
# distributions and their web ACLs; AWS Artifact's reports, agreements and settings; what IAM has
# once an account: four calls, and three for a credential report, which is not there.
GLOBAL_CALLS = 6 + 3 + 3 + 4 + 3
# Lists of a region in which nothing else is: key stores and tags of keys; parameters, documents
# and a setting; clusters and backups; load balancers, APIs of two kinds, certificates, web ACLs;
# log groups and their filters; analyzers; what Inspector could scan, and whether Macie is on.
EMPTY_CALLS = 2 + 3 + 2 + 5 + 2 + 1 + 5 + 1 + 3 + 2 + 8 + 3


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--latency-ms", type=int, default=50)
    options = parser.parse_args()
    if len(options.keys) == 1:
        measure(options.keys[0], options.latency_ms)
        return
    for keys in options.keys:
        command = [sys.executable, "-m", "benchmarks.collect", "--keys", str(keys)]
        subprocess.run([*command, "--latency-ms", str(options.latency_ms)], check=True)


def measure(keys: int, latency_ms: int) -> None:
    """Seed a server, read it once, print what it took."""
    COLLECTORS.load(collectors)
    os.environ |= {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    port = ports.free(0)
    address = f"http://127.0.0.1:{port}"
    server = [sys.executable, "-m", "demo.aws_server", "--port", str(port)]
    with subprocess.Popen([*server, "--latency-ms", str(latency_ms)]) as serving:
        try:
            _await(address)
            _seed(address, keys)
            _read(address, keys, latency_ms)
        finally:
            serving.terminate()


def _read(address: str, keys: int, latency_ms: int) -> None:
    session = open_session(Target(ACCOUNT, endpoint_url=address), clock=lambda: datetime.now(UTC))
    cpu, began, calls = time.process_time(), time.perf_counter(), 0
    for collector in COLLECTORS.values():
        reader = session.reader(GLOBAL if collector.scope is Scope.GLOBAL else REGION)
        collector.collect(reader)
        calls += reader.calls_made
    wall_seconds = time.perf_counter() - began
    cpu_seconds = time.process_time() - cpu
    one_by_one = calls * latency_ms / 1000
    measured = {
        "keys": keys,
        "secrets": keys,
        "calls": calls,
        "least": least_calls(keys, keys),
        "wall_seconds": round(wall_seconds, 2),
        "waiting_one_by_one_seconds": round(one_by_one, 2),
        "cpu_seconds_per_1000_calls": round(cpu_seconds * 1000 / calls, 2),
        "peak_megabytes": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / 1e6
        ),
    }
    print(json.dumps(measured), flush=True)


def least_calls(keys: int, secrets: int) -> int:
    """The fewest calls that tell what the controls ask, in a region without trails."""
    lists = max(1, math.ceil(keys / 1000)) + 1 + max(1, math.ceil(secrets / 100)) + 1
    lists += EMPTY_CALLS
    return GLOBAL_CALLS + lists + CALLS_PER_KEY * keys + CALLS_PER_SECRET * secrets


def _seed(address: str, number: int) -> None:
    def client(service: str) -> object:
        return boto3.client(service, region_name=REGION, endpoint_url=address)  # type: ignore[call-overload]  # any service's name

    kms, manager = client("kms"), client("secretsmanager")
    plant: list[Callable[[int], object]] = [
        lambda _: kms.create_key(),  # type: ignore[attr-defined]  # boto3's clients are made at run time
        lambda at: manager.create_secret(Name=f"secret-{at}", SecretString="made up"),  # type: ignore[attr-defined]  # as above
    ]
    with ThreadPoolExecutor(16) as pool:
        for one in plant:
            list(pool.map(one, range(number)))


def _await(address: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(f"{address}/_estate/calls", timeout=5):  # noqa: S310 -- ours
                return
        except OSError:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
