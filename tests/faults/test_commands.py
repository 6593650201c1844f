"""The command line with real workers: connect, collect, report, verify."""

from pathlib import Path

import pytest

from compliance.models import Collection, Snapshot
from tests import factories
from tests.estate import Estate, Fault
from tests.faults.processes import Broker, Workers

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_account_to_a_report_and_to_damaged_evidence(
    estate: Estate, workers: Workers, own_store: Path, tmp_path: Path
) -> None:
    estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    account, out = factories.ACCOUNT_ID, tmp_path / "hipaa.pdf"
    connected = workers.manage(
        "connect_account",
        account,
        "--regions=us-east-1",
        f"--endpoint-url={estate.url}",
        "--no-check",
    )
    assert connected.returncode == 0, connected.stderr
    workers.start()

    collected = workers.manage("collect", "--wait")
    assert collected.returncode == 0, collected.stderr
    assert Collection.objects.get().state == Collection.State.COMPLETE

    made = workers.manage("report", "--framework=hipaa", f"--out={out}")
    assert made.returncode == 0, made.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    assert workers.manage("verify").returncode == 0

    blob = Snapshot.objects.get(collector="kms").blob_id
    next(own_store.rglob(f"{blob}.zst")).unlink()
    damaged = workers.manage("verify")
    assert damaged.returncode == 4
    assert f"blob {blob} is missing" in damaged.stdout


def test_an_incomplete_reading_says_what_is_missing_and_is_no_success(
    estate: Estate, workers: Workers
) -> None:
    factories.account(factories.ACCOUNT_ID, endpoint_url=estate.url, regions=["us-east-1"])
    estate.faults = [Fault("kms", "ListKeys")]
    workers.start()
    collected = workers.manage("collect", "--service=kms", "--wait")
    assert collected.returncode == 3
    assert "us-east-1 kms: kms:ListKeys: AccessDeniedException" in collected.stdout


def test_a_reading_can_be_started_while_the_broker_is_away(
    estate: Estate, workers: Workers, broker: Broker
) -> None:
    factories.account(factories.ACCOUNT_ID, endpoint_url=estate.url, regions=["us-east-1"])
    broker.stop()
    try:
        started = workers.manage("collect")
        again = workers.manage("collect")
    finally:
        broker.come_back()
    assert started.returncode == 0, started.stderr
    assert Collection.objects.get().state == Collection.State.QUEUED
    assert again.returncode == 1
    assert "is being read already" in again.stderr
