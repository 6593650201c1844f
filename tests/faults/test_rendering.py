"""Reports whose rendering is interrupted, and evidence that no report is made of."""

from pathlib import Path

import pytest

from artifact.library.models import ReportVersion
from artifact.library.render import EvidenceDamaged, render
from artifact.library.request_report import request_report
from compliance.evidence.store import get
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account, Snapshot
from tests.faults.processes import Workers, until
from tests.reading import EVERY, LEASE, MAX_AGE, Clock, read_and_judge

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(account: Account, clock: Clock) -> ReportVersion:
    """A requested version over fresh evidence."""
    read_and_judge(account, clock, services=EVERY)
    return request_report(
        frameworks()["hipaa"],
        accounts=[account],
        regions=[],
        requested_by="ada@example.com",
        now=clock(),
    )


def test_a_report_whose_worker_is_killed_is_finished_by_another(
    version: ReportVersion, workers: Workers
) -> None:
    # Long enough ago to be owed at once, as a request is whose message was lost.
    ReportVersion.objects.update(requested_at=version.requested_at.replace(year=2020))
    workers.start()
    until(lambda: ReportVersion.objects.get().state == ReportVersion.State.RUNNING, workers)
    workers.kill()
    version.refresh_from_db()
    assert version.is_open
    workers.start()
    until(lambda: not ReportVersion.objects.get().is_open, workers)
    version.refresh_from_db()
    assert (version.state, version.error) == (ReportVersion.State.COMPLETE, "")
    assert version.publication == ReportVersion.Publication.PUBLISHED
    assert version.attempt == 2
    assert get(str(version.pdf_id)).startswith(b"%PDF-")


def test_no_report_is_made_of_a_damaged_blob(
    version: ReportVersion, clock: Clock, own_store: Path
) -> None:
    snapshot = Snapshot.objects.filter(collector="kms").get()
    (file,) = own_store.rglob(f"{snapshot.blob_id}.zst")
    file.unlink()
    with pytest.raises(EvidenceDamaged):
        render(version.pk, clock=clock, lease=LEASE, max_age=MAX_AGE)
    version.refresh_from_db()
    assert version.state == ReportVersion.State.FAILED
    assert version.pdf is None
    assert version.publication == ReportVersion.Publication.DRAFT
    assert f"snapshot:{snapshot.pk}: blob {snapshot.blob_id} is missing" in version.error


def test_a_failed_version_stays_failed_however_often_it_is_asked_for(
    version: ReportVersion, clock: Clock
) -> None:
    ReportVersion.objects.update(attempt=3)
    with pytest.raises(Exception, match="interrupted 3 times"):
        render(version.pk, clock=clock, lease=LEASE, max_age=MAX_AGE)
    assert not render(version.pk, clock=clock, lease=LEASE, max_age=MAX_AGE)
    version.refresh_from_db()
    assert version.error == "The rendering was interrupted 3 times."
