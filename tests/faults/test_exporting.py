"""Packages of workpapers whose worker is killed."""

import pytest

from artifact.clock import now
from artifact.engagements.exports import Export
from artifact.engagements.start_export import start_export
from compliance.evidence.store import get
from tests.artifact.api.work import work
from tests.faults.processes import Workers, until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_package_whose_worker_is_killed_is_finished_by_another(workers: Workers) -> None:
    of = work()
    Export.objects.all().delete()
    export = start_export(of.engagement, user=of.auditor, now=now())
    # Long enough ago to be owed at once, as a request is whose message was lost.
    Export.objects.update(requested_at=export.requested_at.replace(year=2020))
    workers.start()
    until(lambda: Export.objects.get().state == Export.State.RUNNING, workers)
    workers.kill()
    export.refresh_from_db()
    assert export.is_open
    workers.start()
    until(lambda: not Export.objects.get().is_open, workers)
    export.refresh_from_db()
    assert (export.state, export.error, export.attempt) == (Export.State.COMPLETE, "", 2)
    assert get(str(export.content_id)).startswith(b"PK")
