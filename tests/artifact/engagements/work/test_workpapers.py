"""The package of workpapers: all of it, of what one may read, the same bytes for the same work."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import Attachment
from compliance.models import Entry, Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.artifact.engagements.work.test_isolation import Filled, fill
from tests.conftest import in_folder
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Packed:
    """A desk with one of everything, and its auditor's package."""

    filled: Filled
    content: bytes


@pytest.fixture(scope="module")
def packed(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Packed]:
    """One of everything, and a control that could not be determined somewhere."""
    with once(store, django_db_blocker):
        desk = desks.over_three_keys(SignIn())
        factories.finding(
            desk.accounts[0],
            status=Finding.Status.NOT_DETERMINED,
            reason="Could not be read: kms:DescribeKey: AccessDenied.",
            opened_by=desk.snapshots[0],
        )
        desk.engagement.title = "Größe 支払い"
        desk.engagement.save()
        filled = fill(desk)
        yield Packed(filled, package(desk))


@pytest.fixture
def filled(packed: Packed, db: None) -> Filled:
    """The same desk for each test, which takes back what it changes."""
    return packed.filled


def package(desk: Desk, client: Client | None = None) -> bytes:
    """The archive as downloaded."""
    return b"".join((client or desk.audit).get(desk.path("workpapers")))


def opened(content: bytes) -> dict[str, bytes]:
    """Its files."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_has_the_hash_of_every_other_file(packed: Packed) -> None:
    files = opened(packed.content)

    listed = {one["path"]: one for one in json.loads(files.pop("manifest.json"))["files"]}
    assert listed.keys() == files.keys()
    for name, content in files.items():
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert listed[name]["size_bytes"] == len(content)


def test_the_same_work_is_the_same_bytes(packed: Packed) -> None:
    assert package(packed.filled.desk) == packed.content


def test_it_says_what_stands_behind_each_number(filled: Filled) -> None:
    desk = filled.desk
    (snapshot,) = desk.snapshots
    words = {"verdict": "effective", "text": "Fine.", "evidence": desk.number()}
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/write/"), words)

    files = opened(package(desk))

    (told,) = json.loads(files["evidence.json"])
    assert told["evidence"] == desk.number()
    assert (told["snapshot"], told["sha256"]) == (snapshot.pk, snapshot.blob_id)
    population = filled.names["population"]
    lines = files[f"populations/{population}.jsonl"].splitlines()
    assert {json.loads(line)["snapshot"] for line in lines} == {snapshot.pk}
    assert json.loads(files["conclusions.json"])[-1]["evidence"] == [desk.number()]


def test_what_was_frozen_and_handed_in_is_there_byte_for_byte(packed: Packed) -> None:
    files = opened(packed.content)

    population, sample = FrozenPopulation.objects.get(), Sample.objects.get()
    (kept,) = Attachment.objects.all()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert hashes[f"populations/{population.population_id}.jsonl"] == population.content_id
    assert hashes[f"samples/{sample.sample_id}.json"] == sample.content_id
    assert hashes[f"requests/R-1/{kept.pk}-register.txt"] == kept.content_id
    log = json.loads(files["requests/requests.json"])[0]["events"]
    assert log[1]["handed_in"][0]["file"] == f"requests/R-1/{kept.pk}-register.txt"


def test_its_script_draws_its_sample_again(packed: Packed, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(packed.content)) as archive:
        archive.extractall(tmp_path)
    names = packed.filled.names
    population, sample = names["population"], names["sample"]
    command = [sys.executable, "-I", "draw_sample.py"]
    command += [f"../populations/{population}.jsonl", f"{sample}.json"]

    again = subprocess.run(command, cwd=tmp_path / "samples", env={}, check=False)

    assert again.returncode == 0


def test_a_workpaper_tells_how_the_evidence_was_obtained_and_what_came_of_it(
    packed: Packed,
) -> None:
    desk = packed.filled.desk
    paper = opened(packed.content)[f"controls/{CONTROL}.md"].decode()

    account, snapshot = desk.accounts[0], desk.snapshots[0]
    assert (
        f"Obtained the list of 3 AWS::KMS::Key of account {account.account_id} (Payments) in "
        "eu-west-1 by calling kms:ListKeys (1 page) on 2026-03-31 12:00:00 UTC as "
        f"{factories.CALLER}. Also called: kms:DescribeCustomKeyStores (1), kms:DescribeKey (3), "
        "kms:ListAliases (1). Every call was answered. "
        f"Evidence {desk.number()}, SHA-256 of the answers {snapshot.blob_id}"
    ) in paper
    assert "Of 4 results, 3 of 4 were tested in full; 1 could not be determined." in paper
    assert "| Fail | 3 |" in paper
    assert "- Not determined: " in paper
    assert f"{desk.number()}, SHA-256 {snapshot.blob_id}." in paper
    assert f"Concluded by {desk.auditor.email} on " in paper


def test_every_control_of_the_framework_has_one(packed: Packed) -> None:
    files = opened(packed.content)

    papers = [name for name in files if name.startswith("controls/")]
    assert len(papers) > 20
    assert all("## Conclusion" in files[name].decode() for name in papers)


def test_what_the_audited_side_may_not_read_is_not_in_its_package(filled: Filled) -> None:
    desk = filled.desk
    words = {"verdict": "not_effective", "text": "Not for their eyes."}
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/write/"), words)

    theirs = opened(package(desk, desk.answer))

    assert b"Not for their eyes." in b"".join(opened(package(desk)).values())
    assert b"Not for their eyes." not in b"".join(theirs.values())
    assert json.loads(theirs["conclusions.json"]) == []
    assert "None is written, or none is shared." in theirs[f"controls/{CONTROL}.md"].decode()


def test_taking_it_is_in_the_ledger(filled: Filled) -> None:
    (entry,) = Entry.objects.filter(action="workpapers.exported")
    assert entry.actor == filled.desk.auditor.email
    assert entry.subject == f"engagement:{filled.desk.engagement.engagement_id}"


def test_damaged_bytes_leave_no_archive_that_opens(
    filled: Filled, store: Path, tmp_path: Path, settings: Settings
) -> None:
    shutil.copytree(store, tmp_path, dirs_exist_ok=True)
    settings.STORAGES = in_folder(tmp_path)
    sha256 = FrozenPopulation.objects.get().content_id
    (tmp_path / sha256[:2] / sha256[2:4] / f"{sha256}.zst").unlink()
    answer = filled.desk.audit.get(filled.desk.path("workpapers"))
    taken = list[bytes]()

    with pytest.raises(Exception, match=f"blob {sha256} is missing"):
        taken.extend(answer)

    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(BytesIO(b"".join(taken)))
