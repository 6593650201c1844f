"""The command line with real workers: connect, collect, report, verify."""

from pathlib import Path

import pytest

from compliance.models import Collection, Snapshot
from tests import factories
from tests.estate import Estate, Fault
from tests.faults.processes import Broker, Workers

NOBODY = "http://127.0.0.1:9"  # the port of "discard", where nothing answers

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
    workers.start(anew=True)

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


def test_a_refused_account_holds_up_no_other_and_a_failed_sign_in_is_said_once(
    estate: Estate, workers: Workers
) -> None:
    factories.account("111111111111", endpoint_url=estate.url, is_paused=True)
    factories.account(factories.ACCOUNT_ID, endpoint_url=NOBODY, regions=["us-east-1"])
    workers.start()

    collected = workers.manage("collect", "--wait")

    assert collected.returncode == 1
    assert "Account 111111111111 is paused." in collected.stderr
    assert f"{factories.ACCOUNT_ID} incomplete, evaluated: 2/2 units" in collected.stderr
    (missing,) = [one for one in collected.stdout.splitlines() if one.startswith("missing:")]
    assert f"{factories.ACCOUNT_ID} global, us-east-1: sign-in: " in missing
    assert f"({Snapshot.objects.count()} readings)" in missing


def test_an_account_that_cannot_be_signed_in_to_is_not_called_connected(workers: Workers) -> None:
    tried = workers.manage("connect_account", factories.ACCOUNT_ID, f"--endpoint-url={NOBODY}")

    assert tried.returncode == 3
    assert tried.stdout.startswith("Saved ")
    assert "Cannot sign in: " in tried.stdout
    assert "Connected" not in tried.stdout


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
