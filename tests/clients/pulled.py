"""An engagement's folder, as an auditor pulls and verifies it."""

import json
from pathlib import Path

import pytest

from tests.artifact import factories
from tests.artifact.api.work import Work, work
from tests.artifact.engagements.work import desks
from tests.clients.machine import Machine, ledger_key, sealed


@pytest.fixture
def worked() -> Work:
    """An engagement with one of everything, and a report about its account."""
    made = work()
    report = factories.series(factories.Scope([made.account]))
    factories.version(report, period_start=desks.DAY, period_end=desks.DAY)
    return made


def pulled(machine: Machine, of: Work) -> Path:
    """The folder, whole and proven."""
    machine.sign_in(of.auditor)
    sealed()
    words = ("pull", of.engagement.engagement_id, "--out", "audit", "--wait", "0")
    machine.done(*words)
    sealed()
    machine.done(*words)
    return machine.home / "audit"


def verified(machine: Machine, folder: Path, key: str = "") -> tuple[int, list[str]]:
    """The exit status, and the files that are named. The network is not there."""
    ended = machine.run(
        "verify",
        str(folder),
        *("--key", key or ledger_key(), "--format", "json"),
        HTTPS_PROXY="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
    )
    told = json.loads(ended.stdout)
    assert told["is_intact"] == (ended.returncode == 0)
    return ended.returncode, [one["file"] for one in told["damages"]]
