"""Damage of every kind, done to real files and rows behind the product's back."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from compliance.evidence.verify import Damage, verify
from compliance.models import Account, Snapshot
from tests.estate import Estate
from tests.reading import Clock, judge, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot(estate: Estate, account: Account, clock: Clock) -> Snapshot:
    """The keys' snapshot beside that of the regions."""
    estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    read(account, clock, services=["kms"])
    return Snapshot.objects.get(collector="kms")


def damages() -> list[Damage]:
    """What verifying everything finds."""
    return list(verify(Snapshot.objects.all()))


def behind_the_back(statement: str, *values: str | int | bytes) -> None:
    """Change rows as the tables' owner can, with the triggers off."""
    table = statement.split()[1] if statement.startswith("UPDATE") else statement.split()[2]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may be pending at ALTER TABLE
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        assert cursor.rowcount == 1
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def file(snapshot: Snapshot, own_store: Path) -> Path:
    """The file with the snapshot's bytes."""
    (found,) = own_store.rglob(f"{snapshot.blob_id}.zst")
    return found


def test_what_was_kept_matches_and_progress_is_told(snapshot: Snapshot) -> None:
    told: list[int] = []
    assert list(verify(Snapshot.objects.all(), progress=told.append)) == []
    assert told == list(range(1, Snapshot.objects.count() + 1))


def test_a_missing_blob_is_named(snapshot: Snapshot, file: Path) -> None:
    file.unlink()
    assert damages() == [
        Damage(f"snapshot:{snapshot.pk}", f"blob {snapshot.blob_id} is missing from the store")
    ]


def test_an_altered_blob_is_named(snapshot: Snapshot, file: Path, own_store: Path) -> None:
    other = next(one for one in own_store.rglob("*.zst") if one != file)
    file.chmod(0o640)
    file.write_bytes(other.read_bytes())
    (damage,) = damages()
    assert damage.subject == f"snapshot:{snapshot.pk}"
    assert f"blob {snapshot.blob_id} is altered" in damage.message


@pytest.mark.parametrize("receipt", [b"", b"nothing of the kind"])
def test_a_receipt_that_is_none_is_named(snapshot: Snapshot, receipt: bytes) -> None:
    behind_the_back(
        "UPDATE compliance_snapshot SET receipt = %s WHERE id = %s", receipt, snapshot.pk
    )
    (damage,) = damages()
    assert damage.subject == f"snapshot:{snapshot.pk}"
    assert "receipt" in damage.message


def test_a_receipt_exchanged_for_another_snapshots_is_named(snapshot: Snapshot) -> None:
    other = Snapshot.objects.get(collector="regions")
    behind_the_back(
        "UPDATE compliance_snapshot SET receipt = %s WHERE id = %s",
        bytes(other.receipt),
        snapshot.pk,
    )
    assert [one.subject for one in damages()] == [f"snapshot:{snapshot.pk}"]


def test_a_whole_exchange_of_bytes_and_receipt_is_told_by_the_ledger(snapshot: Snapshot) -> None:
    other = Snapshot.objects.get(collector="regions")
    behind_the_back(
        "UPDATE compliance_snapshot SET receipt = %s, receipt_sha256 = %s, blob_id = %s "
        "WHERE id = %s",
        bytes(other.receipt),
        other.receipt_sha256,
        other.blob_id,
        snapshot.pk,
    )
    assert damages() == [
        Damage(f"snapshot:{snapshot.pk}", "its hashes differ from those in the ledger")
    ]


def test_a_snapshot_that_the_ledger_does_not_know_is_named(snapshot: Snapshot) -> None:
    behind_the_back(
        "DELETE FROM compliance_entry WHERE action = 'snapshot.kept' AND subject = %s",
        f"snapshot:{snapshot.pk}",
    )
    assert damages() == [
        Damage(f"snapshot:{snapshot.pk}", "the ledger has no entry of this snapshot")
    ]


def test_the_database_refuses_to_change_a_snapshot_otherwise(snapshot: Snapshot) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(is_complete=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).delete()


def test_nothing_is_judged_by_damaged_evidence(
    snapshot: Snapshot, file: Path, account: Account, clock: Clock
) -> None:
    file.unlink()
    judge(account, clock)
    rows = snapshot.account.findings.filter(resource__contains=":kms:")
    assert set(rows.values_list("status", flat=True)) == {"not_determined"}
    for reason in rows.values_list("reason", flat=True):
        assert f"blob {snapshot.blob_id} is missing" in reason
