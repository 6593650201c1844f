"""The ledger over the API: what comes back verifies without this service."""

import base64
from datetime import timedelta

import pytest

from artifact.clock import now
from compliance.ledger.append import append
from compliance.ledger.paths import verify_consistency, verify_inclusion
from compliance.ledger.seal import seal
from compliance.ledger.tree import leaf_hash
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db


def raw(encoded: str) -> bytes:
    return base64.b64decode(encoded)


def sealed_later(minutes: int) -> None:
    seal(now=now() + timedelta(minutes=minutes))


def test_a_snapshots_entry_is_proven_and_the_tree_has_only_grown() -> None:
    auditor = Program("auditor")
    kept = factories.snapshot(factories.account())
    factories.grant(auditor.person)
    factories.finding(kept.account, opened_by=kept)
    sealed_later(5)
    first = auditor.get("/ledger/head").json()["checkpoint"]
    append(actor="a", action="b", subject="c", details={}, at=now())
    sealed_later(10)

    (entry,) = auditor.everything("/ledger/entries", snapshot=kept.pk)
    assert raw(entry["leaf_hash"]) == leaf_hash(entry["body"].encode())
    assert kept.receipt_sha256 in entry["body"]
    proof = auditor.get("/ledger/inclusion", {"entry": entry["id"]}).json()
    second = proof["checkpoint"]
    path = [raw(one) for one in proof["path"]]
    root = raw(second["root_hash"])
    leaf = raw(entry["leaf_hash"])
    assert verify_inclusion(leaf, proof["index"], second["size"], path, root)
    grown = auditor.get("/ledger/consistency", {"from": first["size"]}).json()
    assert grown["second"] == second
    assert verify_consistency(
        first["size"],
        second["size"],
        raw(first["root_hash"]),
        root,
        [raw(one) for one in grown["path"]],
    )
    of_first = auditor.get("/ledger/inclusion", {"entry": entry["id"], "size": first["size"]})
    assert of_first.json()["checkpoint"] == first


def test_what_is_not_sealed_yet_is_told_when_to_come_again() -> None:
    program = Program("engineer")
    entry = Entry.objects.latest("pk")
    answer = program.get("/ledger/inclusion", {"entry": entry.pk})
    assert (answer.status_code, answer["Retry-After"]) == (409, "60")
    assert program.get("/ledger/head").json()["checkpoint"] is None
    assert program.get("/ledger/consistency", {"from": 1}).status_code == 404


def test_outsiders_see_what_they_did_themselves() -> None:
    engineer, auditor = Program("engineer"), Program("auditor")
    mine = auditor.everything("/ledger/entries")
    assert len(auditor.everything("/ledger/entries", limit=1)) == len(mine)
    append(actor=auditor.person.email, action="x", subject="y", details={}, at=now())
    other = append(actor=engineer.person.email, action="x", subject="y", details={}, at=now())
    seen = auditor.everything("/ledger/entries")
    assert {one["actor"] for one in seen} == {auditor.person.email}
    assert auditor.get("/ledger/inclusion", {"entry": other.pk}).status_code == 404
    assert len(engineer.everything("/ledger/entries", subject="y", action="x")) == 2
