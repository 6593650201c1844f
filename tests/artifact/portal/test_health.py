"""What machines ask the service: is it alive, and is work being done."""

from datetime import timedelta

import pytest
from django.test import Client

from artifact.clock import now
from artifact.heartbeat import leave_beat
from artifact.tasks import reconcile

pytestmark = pytest.mark.django_db


def asked() -> tuple[int, str]:
    """Status and word of an answer to a stranger."""
    response = Client().get("/workz")
    return response.status_code, response.json()["status"]


def test_silence_is_said_until_a_worker_has_reconciled() -> None:
    assert asked() == (503, "silent")
    reconcile.run()
    assert asked() == (200, "ok")


@pytest.mark.parametrize(("minutes", "status"), [(4, 200), (6, 503)])
def test_a_trace_that_grows_old_is_silence(minutes: int, status: int) -> None:
    leave_beat(now() - timedelta(minutes=minutes))
    assert asked()[0] == status
