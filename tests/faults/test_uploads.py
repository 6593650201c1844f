"""Uploading with the command line and real workers, which die in the middle."""

import json
from pathlib import Path

import pytest

from artifact.library.models import Report, ReportVersion
from tests.artifact.library.documents import pdf, series, uploaded
from tests.faults.processes import Workers, until

pytestmark = pytest.mark.django_db(transaction=True)


# Five commands, each of which starts Python and Django anew.
@pytest.mark.timeout(300)
def test_a_file_becomes_a_published_version(workers: Workers, tmp_path: Path) -> None:
    good, empty = tmp_path / "soc2.pdf", tmp_path / "empty.pdf"
    good.write_bytes(pdf("encryption"))
    empty.write_bytes(pdf())
    workers.start()

    made = workers.manage("upload_report", str(good), "--title=SOC 2", "--series=SOC", "--publish")
    assert made.returncode == 0, made.stderr
    report = Report.objects.get()
    assert f"{report.report_id} version 1: complete, published, 1 pages" in made.stdout
    unusable = workers.manage("upload_report", str(empty), f"--report={report.report_id}")
    assert (unusable.returncode, "has no page" in unusable.stdout) == (3, True)

    listed = workers.manage("reports", "--words=encryption", "--format=json")
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [(one["version"], one["state"]) for one in rows] == [(2, "failed"), (1, "complete")]
    table = workers.manage("reports", "--publication=published").stdout
    assert table.split() == [report.report_id, "1", "complete", "published", "SOC", "2", "-"]


def test_a_refused_file_leaves_no_report_behind(workers: Workers, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"MZ\0")

    refused = workers.manage("upload_report", str(wrong), "--title=SOC 2")
    missing = workers.manage("upload_report", str(tmp_path / "no"), "--title=SOC 2")
    unknown = workers.manage("upload_report", str(wrong), "--report=report-none")

    assert [one.returncode for one in (refused, missing, unknown)] == [1, 1, 1]
    assert "kind of file" in refused.stderr
    assert not Report.objects.exists()


def test_what_a_killed_worker_left_is_checked_by_another(workers: Workers) -> None:
    version = uploaded(series(), pdf("x"))
    # As a worker leaves it that was killed: nobody extends the lease any more.
    ReportVersion.objects.update(
        state="running", attempt=1, lease_until=version.requested_at.replace(year=2020)
    )
    workers.start()
    until(lambda: not ReportVersion.objects.get().is_open, workers)

    version.refresh_from_db()
    assert (version.state, version.attempt, version.error) == ("complete", 2, "")
