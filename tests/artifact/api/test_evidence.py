"""Evidence over the API: exact bytes, and every read in the ledger."""

import base64
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from compliance.models import Entry, Snapshot
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Snapshot:
    """Two calls' answers."""
    return factories.snapshot(factories.account())


@pytest.fixture
def program() -> Program:
    """An engineer's, who sees everything."""
    return Program("engineer")


def body(program: Program, kept: Snapshot, **headers: str) -> Any:
    """The answer with the bytes of the first call."""
    return program.get(f"/snapshots/{kept.pk}/calls/1/body", **headers)


def reads() -> int:
    """How many reads of evidence the ledger has."""
    return Entry.objects.filter(action="evidence.read").count()


def test_the_bytes_are_exact_and_prove_themselves(program: Program, kept: Snapshot) -> None:
    answer = body(program, kept)

    digest = sha256(factories.DESCRIBE_KEY)
    assert answer.content == factories.DESCRIBE_KEY
    assert answer["X-Body-SHA256"] == digest.hexdigest()
    assert answer["ETag"] == f'"{digest.hexdigest()}"'
    assert answer["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    receipt = program.get(f"/snapshots/{kept.pk}").json()["receipt"]
    assert receipt["calls"][0]["body_sha256"] == digest.hexdigest()


def test_every_read_is_in_the_ledger(program: Program, kept: Snapshot) -> None:
    etag = body(program, kept)["ETag"]
    assert body(program, kept, **{"If-None-Match": etag}).status_code == 304
    program.get(f"/snapshots/{kept.pk}")
    assert reads() == 3
    assert {one.actor for one in Entry.objects.filter(action="evidence.read")} == {
        program.person.email
    }
    program.get("/snapshots")
    assert program.get(f"/snapshots/{kept.pk}/calls/3/body").status_code == 404
    assert reads() == 3


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", slice(0, 5)),
        ("bytes=5-", slice(5, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=3-99999", slice(3, None)),
    ],
)
def test_a_part_goes_on_where_a_pull_broke_off(
    asked: str, part: slice, program: Program, kept: Snapshot
) -> None:
    answer = body(program, kept, Range=asked)
    whole = factories.DESCRIBE_KEY
    assert answer.status_code == 206
    assert answer.content == whole[part]
    first, last, _ = part.indices(len(whole))
    assert answer["Content-Range"] == f"bytes {first}-{last - 1}/{len(whole)}"
    assert answer["X-Body-SHA256"] == sha256(whole).hexdigest()


def test_what_is_no_part_is_refused_or_passed_over(program: Program, kept: Snapshot) -> None:
    size = len(factories.DESCRIBE_KEY)
    beyond = body(program, kept, Range=f"bytes={size}-")
    assert beyond.status_code == 416
    assert beyond["Content-Range"] == f"bytes */{size}"
    for odd in ("bytes=0-1,3-4", "lines=1-2", "bytes=-", "x"):
        assert body(program, kept, Range=odd).status_code == 200
    other = {"Range": "bytes=0-4", "If-Range": '"another"'}
    assert body(program, kept, **other).content == factories.DESCRIBE_KEY


def test_damaged_bytes_are_named_and_never_handed_out(
    program: Program, kept: Snapshot, own_store: Path
) -> None:
    (stored,) = [one for one in own_store.rglob("*") if one.is_file()]
    stored.chmod(0o644)
    stored.write_bytes(b"altered" + stored.read_bytes())
    answer = body(program, kept)
    assert answer.status_code == 409
    assert answer.json()["type"] == "/api/problems/evidence-damaged"
    assert kept.blob_id in answer.json()["detail"]


def test_each_filter_narrows(program: Program, kept: Snapshot) -> None:
    other = factories.snapshot(factories.account(), "us-east-1")
    for query in (
        {"account": kept.account.account_id},
        {"region": "eu-west-1"},
        {"run": kept.unit.collection_id},
    ):
        assert [one["id"] for one in program.everything("/snapshots", **query)] == [kept.pk]
    both = [one["id"] for one in program.everything("/snapshots", limit=1, collector="kms")]
    assert both == [other.pk, kept.pk]
    assert program.everything("/snapshots", since="2999-01-01T00:00:00Z") == []
    assert program.everything("/snapshots", until="2999-01-01T00:00:00Z", limit=200)
