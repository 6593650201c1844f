"""Packages in the background: asked for, watched, taken; and what goes wrong with them."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from artifact.clock import now
from artifact.engagements.exports import Export
from artifact.engagements.make_export import ExportInterrupted, make_export
from artifact.engagements.owed_exports import owed_exports
from compliance.evidence.store import BlobDamaged
from compliance.models import Entry
from tests.artifact.api.asking import Program
from tests.artifact.api.work import NOTE, Work, work

pytestmark = pytest.mark.django_db
LEASE = timedelta(hours=1)


@pytest.fixture
def worked() -> Work:
    """An engagement with one of everything, and no export."""
    made = work()
    Export.objects.all().delete()
    return made


def started(of: Work) -> tuple[Program, str]:
    """A program of the auditor's, and where the export is."""
    program = Program(of.auditor)
    path = f"/engagements/{of.engagement.engagement_id}/exports"
    answer = program.post(path)
    assert answer.status_code == 202
    assert answer["Location"].endswith(answer.json()["id"])
    assert answer.json()["state"] == "queued"
    return program, f"{path}/{answer.json()['id']}"


def test_a_package_is_made_watched_and_taken(worked: Work) -> None:
    program, path = started(worked)
    refused = program.get(f"{path}/content")
    assert (refused.status_code, "queued" in refused.json()["detail"]) == (409, True)

    assert make_export(Export.objects.get().pk, clock=now, lease=LEASE)

    told = program.get(path).json()
    assert (told["state"], told["error"]) == ("complete", "")
    assert told["steps_done"] == told["steps_total"] > 10
    answer = program.get(f"{path}/content")
    content = answer.getvalue()
    assert answer["ETag"] == f'"{told["sha256"]}"'
    assert len(content) == told["size_bytes"] == int(answer["Content-Length"])
    rest = program.get(f"{path}/content", Range="bytes=100-")
    assert (rest.status_code, rest.getvalue()) == (206, content[100:])
    head = program.client.head(f"/api/v1{path}/content")
    assert (head.getvalue(), head["Content-Length"]) == (b"", str(len(content)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = json.loads(archive.read("manifest.json"))["files"]
        (file,) = [one for one in archive.namelist() if one.endswith("policy.txt")]
        assert archive.read(file) == NOTE
    # The list of files is the last of them, and is not in itself.
    assert len(listed) == told["steps_total"]
    actions = list(Entry.objects.filter(subject__startswith="export:").order_by("pk"))
    assert [one.action for one in actions[:3]] == [
        "workpapers.requested",
        "workpapers.exported",
        "workpapers.read",
    ]


def test_made_once_however_often_it_is_taken_up(worked: Work) -> None:
    started(worked)
    export = Export.objects.get()
    assert make_export(export.pk, clock=now, lease=LEASE)
    assert not make_export(export.pk, clock=now, lease=LEASE)
    assert Entry.objects.filter(action="workpapers.exported").count() == 1


def test_what_was_lost_is_owed_and_what_dies_too_often_ends(worked: Work) -> None:
    program, path = started(worked)
    export = Export.objects.get()
    Export.objects.update(requested_at=now() - timedelta(hours=2))
    assert owed_exports(hint_again_after=timedelta(minutes=1)) == [export.pk]
    assert owed_exports(hint_again_after=timedelta(minutes=1)) == []
    Export.objects.update(
        state="running", attempt=3, lease_until=now() - timedelta(hours=1), hinted_at=None
    )
    assert owed_exports(hint_again_after=timedelta(minutes=1)) == [export.pk]
    with pytest.raises(ExportInterrupted):
        make_export(export.pk, clock=now, lease=LEASE)
    told = program.get(path).json()
    assert (told["state"], "interrupted 3 times" in told["error"]) == ("failed", True)


def test_no_package_is_made_of_damaged_bytes(worked: Work, own_store: Path) -> None:
    program, path = started(worked)
    for one in own_store.rglob("*.zst"):
        one.unlink()
    with pytest.raises(BlobDamaged):
        make_export(Export.objects.get().pk, clock=now, lease=LEASE)
    told = program.get(path).json()
    assert (told["state"], "missing" in told["error"]) == ("failed", True)


def test_nobody_has_more_than_three_made_at_once(worked: Work) -> None:
    for _ in range(3):
        program, path = started(worked)
    refused = program.post(path.rpartition("/")[0])
    assert (refused.status_code, "Wait" in refused.json()["detail"]) == (409, True)
