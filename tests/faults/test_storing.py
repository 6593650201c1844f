"""Killed writers, a full disk, a database that is stopped, a beat that was dead."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from django_celery_beat.models import PeriodicTask

from artifact.accounts.schedule import schedule
from artifact.clock import now
from compliance.evidence.collect import collect
from compliance.evidence.start import start
from compliance.evidence.store import get
from compliance.evidence.verify import verify
from compliance.models import Account, Blob, Collection, Snapshot, Unit
from dev import postgres
from dev.child import Child, end
from dev.paths import ROOT
from dev.postgres import start_postgres
from dev.scratch import scratch
from dev.valkey import start_valkey
from tests import factories
from tests.estate import Estate
from tests.faults.processes import Workers, database_url, until
from tests.reading import LEASE, Clock

pytestmark = pytest.mark.django_db(transaction=True)
SERVICES = ["kms"]
# Keeps random bytes, one blob after another, and says of each that its row is committed.
WRITER = """
import os, sys, django
django.setup()
from artifact.clock import now
from compliance.evidence.store import put
while True:
    print(put(os.urandom(300_000), now=now()).pk, flush=True)
"""
READER = """
import resource, sys, django
django.setup()
from datetime import timedelta
from artifact.clock import now
from compliance.evidence.collect import collect
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
collect(int(sys.argv[1]), clock=now, lease=timedelta(seconds=1))
"""


def service_env(store: Path) -> dict[str, str]:
    """The environment of a process on the test's database and store."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "artifact.settings",
        "DATABASE_URL": database_url(),
        "EVIDENCE_ROOT": str(store),
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def running(source: str, store: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A process of the service's code, killed with the context."""
    command = [sys.executable, "-c", source, *words]
    with subprocess.Popen(
        command, env=service_env(store), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def assert_every_file_is_whole(store: Path) -> None:
    """A file has its name only when all its bytes are there."""
    for path in store.rglob("*.zst"):
        content = zstandard.ZstdDecompressor().decompress(path.read_bytes())
        assert hashlib.sha256(content).hexdigest() == path.stem


def test_a_writer_killed_at_any_moment_leaves_no_half_file_and_no_row_without_bytes(
    own_store: Path,
) -> None:
    chance = random.Random(20_260_331)  # noqa: S311 -- a repeatable moment is meant
    said = []
    for _ in range(6):
        with running(WRITER, own_store) as writer:
            assert writer.stdout
            said.append(writer.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            said += [line.strip() for line in writer.stdout if line.endswith("\n")]
    assert_every_file_is_whole(own_store)
    rows = set(Blob.objects.values_list("pk", flat=True))
    assert set(said) <= rows
    for sha256 in rows:
        get(sha256)


def test_a_full_disk_costs_the_attempt_and_nothing_else(
    estate: Estate, account: Account, own_store: Path, clock: Clock
) -> None:
    """No byte more can be written, as on a full disk; then there is room again."""
    for _ in range(3):
        estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    collection = start(account, requested_by="test", now=clock(), services=SERVICES)
    unit = collection.units.get()
    with running(READER, own_store, str(unit.pk), "16") as reader:
        assert reader.wait(timeout=60) != 0
    assert not Snapshot.objects.exists()
    assert not Blob.objects.exists()
    assert_every_file_is_whole(own_store)
    time.sleep(1.1)  # the dead process' lease
    finish(collection)
    assert collection.units.get(region="global").attempt == 2
    assert list(verify(Snapshot.objects.all())) == []
    assert Snapshot.objects.count() == len({"regions", "kms"})


def finish(collection: Collection) -> None:
    """Read what is left of the collection, as a worker with room on its disk would."""
    while unit := collection.units.filter(state__in=Unit.OPEN).first():
        assert collect(unit.pk, clock=now, lease=LEASE)
    collection.refresh_from_db()
    assert collection.state == Collection.State.COMPLETE


def test_a_beat_that_was_dead_for_an_hour_starts_what_it_missed_once(
    account: Account, workers: Workers
) -> None:
    schedule(account, "*/10 * * * *")
    missed = now() - timedelta(hours=1)
    PeriodicTask.objects.filter(task="artifact.tasks.collect_account").update(
        last_run_at=missed, date_changed=missed
    )
    workers.start()
    until(lambda: Collection.objects.filter(requested_by="schedule").exists(), workers)
    until(lambda: not Collection.objects.open().exists(), workers, seconds=80)
    assert Collection.objects.count() == 1


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path that the servers may enter, whoever runs them."""
    with scratch() as made:
        yield made


def test_a_database_that_is_killed_and_restarted_costs_nothing(
    estate: Estate, tmp_path: Path, folder: Path, own_store: Path
) -> None:
    """PostgreSQL by SIGKILL in the middle of a reading, and started again on the same files."""
    estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    log = tmp_path / "postgres.log"

    def started() -> tuple[Child, str]:
        return start_postgres(folder / "postgres", folder / "sql", log, durable=True)

    database, url = started()
    broker, redis_url = start_valkey(folder / "broker", folder, log)
    env = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "DATABASE_URL": url,
        "EVIDENCE_ROOT": str(own_store),
        "LEASE_SECONDS": "2",
        "RECONCILE_SECONDS": "1",
        "REDIS_URL": redis_url,
    }
    workers = Workers(env, tmp_path / "workers.log")
    try:
        copy_database(database_url(), url, folder)
        commanded(
            workers,
            "connect_account",
            factories.ACCOUNT_ID,
            "--regions=us-east-1",
            f"--endpoint-url={estate.url}",
            "--no-check",
        )
        estate.hold("kms:DescribeKey")
        workers.start()
        commanded(workers, "collect", "--service=kms")
        until(estate.held.is_set, workers)
        database.process.kill()
        end(database)
        estate.release()
        time.sleep(2)
        database, _ = started()
        until(lambda: findings(workers) == ["fail"], workers, seconds=80)
        assert workers.manage("verify").returncode == 0
    finally:
        estate.release()
        workers.kill()
        end(broker)
        end(database)


def copy_database(source: str, to: str, folder: Path) -> None:
    """As migrations made it, triggers and all: running them again takes six seconds of CPU."""
    binaries = postgres._binaries(folder)
    dump = [str(binaries / "pg_dump"), "--no-owner", "--no-privileges", source]
    content = subprocess.run(dump, capture_output=True, check=True).stdout
    fill = [str(binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", to]
    subprocess.run(fill, input=content, stdout=subprocess.DEVNULL, check=True)


def commanded(workers: Workers, *words: str) -> None:
    """A command that must succeed."""
    done = workers.manage(*words)
    assert done.returncode == 0, done.stderr


def findings(workers: Workers) -> list[str]:
    """The status of the keys' rotation; nothing while the database is away."""
    listed = workers.manage("findings", "--control=kms.rotation-enabled", "--format=json")
    return [json.loads(line)["status"] for line in listed.stdout.splitlines()]
