"""Reading a whole account over HTTP: what is kept, and what is said where reading fails."""

import hashlib
from pathlib import Path

import pytest

from compliance.aws.answers import Call
from compliance.controls.control import CONTROLS
from compliance.evidence.read import calls, receipt
from compliance.evidence.store import get
from compliance.models import Account, Collection, Entry, Finding, Snapshot
from tests.compliance.evidence.kept import findings, snapshot_of
from tests.estate import PAGE, THROTTLED, Estate, Fault
from tests.reading import SERVICES, Clock, read, read_and_judge

pytestmark = pytest.mark.django_db


def body_of(snapshot: Snapshot, operation: str) -> tuple[Call, bytes]:
    """The one call of that name, with its bytes."""
    (call,) = [one for one in calls(receipt(snapshot)) if one.name == operation]
    return call, get(snapshot.blob_id)[call.offset : call.offset + call.size_bytes]


def test_the_exact_bytes_of_an_answer_are_kept(
    estate: Estate, account: Account, clock: Clock
) -> None:
    client = estate.client("kms")
    seen: list[bytes] = []
    client.meta.events.register(
        "before-parse.kms.DescribeKey",
        lambda response_dict, **_: seen.append(response_dict["body"]),
    )
    key_id = client.create_key()["KeyMetadata"]["KeyId"]
    client.describe_key(KeyId=key_id)

    collection = read(account, clock)

    call, body = body_of(snapshot_of(collection, "kms"), "kms:DescribeKey")
    assert [body] == seen
    assert (call.status, call.params, call.region) == (200, {"KeyId": key_id}, "us-east-1")
    assert call.body_sha256 == hashlib.sha256(body).hexdigest()
    assert collection.state == Collection.State.COMPLETE


def test_every_snapshot_stands_in_the_ledger_with_its_hashes(
    account: Account, clock: Clock
) -> None:
    collection = read(account, clock)
    for snapshot in Snapshot.objects.all():
        entry = Entry.objects.get(action="snapshot.kept", subject=f"snapshot:{snapshot.pk}")
        assert entry.details["sha256"] == snapshot.blob_id
        assert entry.details["receipt_sha256"] == snapshot.receipt_sha256
    assert Entry.objects.filter(
        action="collection.ended", subject=f"collection:{collection.pk}"
    ).exists()


def test_an_unchanged_estate_gives_the_same_blobs_which_are_stored_once(
    estate: Estate, account: Account, clock: Clock, own_store: Path
) -> None:
    for _ in range(3):
        estate.client("kms").create_key()
    first = read(account, clock)
    files = {one.name for one in own_store.rglob("*.zst")}
    second = read(account, clock)
    for name in ("kms", "cloudtrail"):
        before, after = snapshot_of(first, name), snapshot_of(second, name)
        assert before.blob_id == after.blob_id, name
        assert before.receipt_sha256 != after.receipt_sha256, name
    kept = set(Snapshot.objects.values_list("blob_id", flat=True))
    assert {one.name for one in own_store.rglob("*.zst")} == {f"{one}.zst" for one in kept}
    assert files <= {f"{one}.zst" for one in kept}


def test_an_account_without_keys_is_read_completely_and_the_empty_list_is_the_proof(
    account: Account, clock: Clock
) -> None:
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.COMPLETE
    rows = Finding.objects.current().filter(service="kms", resource__endswith=":key/*")
    assert rows
    for row in rows:
        assert row.status == "not_applicable"
        assert "kms:ListKeys" in row.reason
        assert "0 keys" in row.reason
        assert row.opened_by == snapshot_of(collection, "kms")


def test_a_disabled_region_is_said_to_be_disabled_and_nothing_is_called_there(
    estate: Estate, account: Account, clock: Clock
) -> None:
    account.regions = ["me-south-1", "us-east-1"]
    account.save()
    collection = read_and_judge(account, clock)
    units = dict(collection.units.values_list("region", "state"))
    assert units == {"global": "done", "me-south-1": "disabled", "us-east-1": "done"}
    assert not Snapshot.objects.filter(region="me-south-1").exists()
    rows = Finding.objects.current().filter(region="me-south-1")
    assert rows
    assert set(rows.values_list("status", "reason")) == {
        ("not_applicable", "Region me-south-1 is not enabled for the account.")
    }


def test_a_region_that_was_switched_off_since_is_said_to_be_disabled(
    estate: Estate, account: Account, clock: Clock
) -> None:
    account.regions = []
    account.save()
    read(account, clock, regions=["us-east-1"])
    assert read_regions(account, clock, only={"eu-west-1"}, estate=estate) == {
        "eu-west-1": "done",
        "global": "done",
        "us-east-1": "disabled",
    }


def read_regions(
    account: Account, clock: Clock, *, only: set[str], estate: Estate
) -> dict[str, str]:
    """The units of a reading in which AWS says that only these regions are enabled."""
    items = "".join(
        f"<item><regionName>{name}</regionName><optInStatus>"
        f"{'opt-in-not-required' if name in only else 'not-opted-in'}</optInStatus></item>"
        for name in ("eu-west-1", "us-east-1")
    )
    xml = (
        '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
        f"<requestId>r</requestId><regionInfo>{items}</regionInfo></DescribeRegionsResponse>"
    )
    estate.faults = [
        Fault("ec2", "DescribeRegions", status=200, body=xml.encode(), content_type="text/xml")
    ]
    return dict(read(account, clock).units.values_list("region", "state"))


def test_where_the_regions_cannot_be_listed_those_wanted_are_tried(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.faults = [Fault("ec2", "DescribeRegions")]
    collection = read(account, clock)
    assert dict(collection.units.values_list("region", "state")) == {
        "global": "done",
        "us-east-1": "done",
    }
    assert collection.state == Collection.State.INCOMPLETE


def test_a_denied_list_leaves_the_population_not_determined(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.client("kms").create_key()
    estate.faults = [Fault("kms", "ListKeys")]
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.INCOMPLETE
    rows = Finding.objects.current().filter(resource__endswith=":key/*")
    assert rows
    for row in rows:
        assert row.status == "not_determined"
        assert "kms:ListKeys" in row.reason
        assert "AccessDeniedException" in row.reason
    assert not Finding.objects.current().filter(resource__contains=":key/", status="pass")
    missing = snapshot_of(collection, "kms").missing
    assert [one["operation"] for one in missing] == ["kms:ListKeys"]


def test_a_denied_description_costs_that_keys_findings_only(
    estate: Estate, account: Account, clock: Clock
) -> None:
    kms = estate.client("kms")
    denied, other = (
        kms.create_key(KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]["KeyId"] for _ in range(2)
    )
    kms.enable_key_rotation(KeyId=other)
    estate.faults = [Fault("kms", "DescribeKey", containing=denied)]
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.INCOMPLETE
    by_key = {
        resource.rpartition("/")[2]: status
        for resource, status in findings(control="kms.rotation-enabled", limits_of="")
    }
    assert by_key == {denied: "not_determined", other: "pass"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("kms", "ListKeys", status=200, body=PAGE, content_type="text/html"), "Garbled"),
        (Fault("kms", "ListKeys", status=200, body=b"{}"), "lacks Keys"),
        (Fault("kms", "ListKeys", status=200, body=b'{"Keys": [{"KeyId": '), "Garbled"),
    ],
)
def test_a_successful_answer_that_is_none_is_never_taken_for_an_empty_list(
    estate: Estate, account: Account, clock: Clock, fault: Fault, said: str
) -> None:
    estate.client("kms").create_key()
    estate.faults = [fault]
    collection = read_and_judge(account, clock, services=["kms"])
    assert collection.state == Collection.State.INCOMPLETE
    assert said in snapshot_of(collection, "kms").missing[0]["error"]
    assert {status for _, status in findings(resource__contains=":key/")} == {"not_determined"}


def unreachable(estate: Estate, account: Account, how: str) -> str:
    """Make the account unreachable in one of the ways in which one is; what must be said."""
    role = f"arn:aws:iam::{account.account_id}:role/Gone"
    if how == "endpoint down":
        account.endpoint_url = "http://127.0.0.1:9"
    elif how == "web page":
        estate.faults = [Fault(status=200, body=PAGE, content_type="text/html")]
    elif how == "another account":
        account.role_arn = "arn:aws:iam::999988887777:role/EstateManager"
    else:
        account.role_arn = role
        estate.faults = [
            Fault("sts", "AssumeRole", status=403, body=REFUSED, content_type="text/xml")
        ]
    account.save()
    return {
        "endpoint down": "cannot be reached",
        "web page": "does not answer as AWS does",
        "another account": "belong to account 999988887777",
        "role refused": "cannot be assumed",
    }[how]


REFUSED = (
    b'<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
    b"<Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message>"
    b"</Error><RequestId>r</RequestId></ErrorResponse>"
)


@pytest.mark.parametrize("how", ["endpoint down", "web page", "another account", "role refused"])
def test_an_account_that_cannot_be_reached_ends_incomplete_and_says_why(
    estate: Estate, account: Account, clock: Clock, how: str
) -> None:
    estate.client("kms").create_key()
    said = unreachable(estate, account, how)
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.INCOMPLETE
    snapshots = Snapshot.objects.filter(unit__collection=collection)
    assert snapshots
    assert not snapshots.filter(is_complete=True)
    for snapshot in snapshots:
        assert said in snapshot.missing[0]["error"]
    assert set(Finding.objects.current().values_list("status", flat=True)) == {"not_determined"}
    read = {one.id for one in CONTROLS.values() if {*SERVICES, "regions"} >= {*one.needs}}
    reasons = Finding.objects.current().filter(control__in=read).values_list("reason", flat=True)
    assert reasons
    for reason in reasons:
        assert said in reason


def test_what_was_throttled_again_and_again_gives_the_same_evidence_and_findings(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three calls in ten of every service are throttled."""
    monkeypatch.setattr("compliance.aws.reader.time.sleep", lambda _: None)
    for _ in range(3):
        estate.client("kms").create_key()
    estate.client("secretsmanager").create_secret(Name="shop", SecretString="made up")
    services = ["cloudtrail", "kms", "secretsmanager"]
    undisturbed = read_and_judge(account, clock, services=services)
    before = findings()
    estate.faults = [Fault(one, body=THROTTLED, share=0.3) for one in services]
    throttled = read_and_judge(account, clock, services=services)
    assert throttled.state == undisturbed.state == Collection.State.COMPLETE
    assert findings() == before
    for name in services:
        ours, theirs = (snapshot_of(one, name) for one in (undisturbed, throttled))
        first = [one.body_sha256 for one in calls(receipt(ours))]
        last = {(one.name, repr(one.params)): one.body_sha256 for one in calls(receipt(theirs))}
        assert sorted(last.values()) == sorted(first), name
    assert any(one.counts["throttled"] for one in Snapshot.objects.all())


def test_throttling_is_waited_out(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compliance.aws.reader.time.sleep", lambda _: None)
    estate.client("kms").create_key()
    estate.faults = [Fault("kms", body=THROTTLED, share=0.3)]
    collection = read(account, clock, services=["kms"])
    assert collection.state == Collection.State.COMPLETE
    attempts = {one.attempt for one in calls(receipt(snapshot_of(collection, "kms")))}
    assert max(attempts) > 1
