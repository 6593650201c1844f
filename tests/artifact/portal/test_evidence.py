"""Evidence at the portal's doors: exact bytes, the ledger's line, and damage that is named."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from compliance.models import Entry, Snapshot
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot() -> Snapshot:
    """Two answers of KMS, one of which holds a script."""
    return factories.snapshot(factories.account())


def reads() -> list[Entry]:
    """The ledger's lines about reading evidence."""
    return list(Entry.objects.filter(action="evidence.read").order_by("pk"))


@pytest.mark.parametrize(
    ("path", "call"),
    [
        ("/evidence/{}/", None),
        ("/evidence/{}/calls/2/", 2),
        ("/evidence/{}/calls/2/body", 2),
    ],
)
def test_each_reading_is_one_line_in_the_ledger(
    as_: SignIn, snapshot: Snapshot, path: str, call: int | None
) -> None:
    person = factories.user("auditor", "auditor@example.com")
    factories.grant(person)
    factories.finding(snapshot.account, opened_by=snapshot)

    assert as_(person).get(path.format(snapshot.pk)).status_code == 200

    (entry,) = reads()
    assert entry.actor == "auditor@example.com"
    assert entry.subject == f"snapshot:{snapshot.pk}"
    assert entry.details == {"call": call, "sha256": snapshot.blob_id}


def test_a_refused_reading_leaves_no_line(as_: SignIn, snapshot: Snapshot) -> None:
    as_("auditor").get(f"/evidence/{snapshot.pk}/calls/1/body")

    assert reads() == []


@pytest.mark.parametrize(
    ("number", "body"), [(1, factories.DESCRIBE_KEY), (2, factories.LIST_KEYS)]
)
def test_the_body_is_what_aws_answered_byte_for_byte(
    as_: SignIn, snapshot: Snapshot, number: int, body: bytes
) -> None:
    response = as_("engineer").get(f"/evidence/{snapshot.pk}/calls/{number}/body")

    assert response.content == body
    assert response.headers["X-Body-SHA256"] == hashlib.sha256(body).hexdigest()


def test_the_body_can_never_run_in_a_browser(as_: SignIn, snapshot: Snapshot) -> None:
    headers = as_("engineer").get(f"/evidence/{snapshot.pk}/calls/1/body").headers

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_markup_in_an_answer_is_shown_not_run(as_: SignIn, snapshot: Snapshot) -> None:
    page = as_("engineer").get(f"/evidence/{snapshot.pk}/calls/1/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; Schlüssel" in page
    assert "<script>alert" not in page


def test_the_call_shows_the_command_that_repeats_it(as_: SignIn, snapshot: Snapshot) -> None:
    page = as_("engineer").get(f"/evidence/{snapshot.pk}/calls/1/").content.decode()

    assert f"aws kms describe-key --key-id {factories.KEY_ID} --region eu-west-1" in page


def test_a_resource_narrows_the_calls_to_those_that_ask_for_it(
    as_: SignIn, snapshot: Snapshot
) -> None:
    client = as_("engineer")
    path = f"/evidence/{snapshot.pk}/"

    about = client.get(path, {"resource": factories.KEY_ARN}).content.decode()
    everything = client.get(path).content.decode()

    assert "kms:DescribeKey" in about
    assert "kms:ListKeys</a>" not in about
    assert "kms:ListKeys</a>" in everything


@pytest.fixture
def damaged(snapshot: Snapshot, own_store: Path) -> str:
    """The hash of the snapshot's bytes, of which one is another since."""
    sha256 = snapshot.blob_id
    path = own_store / sha256[:2] / sha256[2:4] / f"{sha256}.zst"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(content))
    return sha256


@pytest.mark.parametrize("path", ["/evidence/{}/calls/1/", "/evidence/{}/calls/1/body"])
def test_damaged_bytes_are_named_and_not_handed_out(
    as_: SignIn, snapshot: Snapshot, damaged: str, path: str
) -> None:
    response = as_("engineer").get(path.format(snapshot.pk))

    assert response.status_code == 409
    assert damaged in response.content.decode()
    assert "alert(1)" not in response.content.decode()
    assert reads() == []


def test_missing_bytes_are_named(as_: SignIn, snapshot: Snapshot, own_store: Path) -> None:
    sha256 = snapshot.blob_id
    (own_store / sha256[:2] / sha256[2:4] / f"{sha256}.zst").unlink()

    response = as_("engineer").get(f"/evidence/{snapshot.pk}/calls/1/body")

    assert response.status_code == 409
    assert "is missing from the store" in response.content.decode()


def test_an_exchanged_receipt_is_named(as_: SignIn, snapshot: Snapshot) -> None:
    client: Client = as_("engineer")
    other = factories.snapshot(factories.account(), recorded=[])
    mixed = Snapshot.objects.create(
        unit=factories.snapshot(factories.account(), "us-east-1").unit,
        account=snapshot.account,
        region="us-east-1",
        collector="secretsmanager",
        collector_version=1,
        started_at=snapshot.started_at,
        ended_at=snapshot.ended_at,
        blob=snapshot.blob,
        receipt=other.receipt,
        receipt_sha256=snapshot.receipt_sha256,
        calls_made=2,
        is_complete=True,
    )

    response = client.get(f"/evidence/{mixed.pk}/")

    assert response.status_code == 409
    assert "receipt is altered" in response.content.decode()
