"""Pulling everything, also in pieces."""

import json
import shutil
import signal
import time

import pytest

from artifact.clock import now
from artifact.engagements.number_evidence import number_evidence
from artifact.library.models import Report
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.api.work import NOTE, Work
from tests.artifact.engagements.work import desks
from tests.clients.machine import Machine, ledger_key, sealed
from tests.clients.pulled import pulled, verified, worked

__all__ = ["worked"]

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["evidence", "ledger", "populations", "reports", "requests", "samples"]


def test_everything_is_pulled_and_verified_without_the_service(
    machine: Machine, worked: Work
) -> None:
    folder = pulled(machine, worked)

    assert sorted(one.name for one in folder.iterdir() if one.is_dir()) == NAMES
    (body,) = folder.rglob("0001-kms-DescribeCustomKeyStores.json")
    assert body.read_bytes() == b'{"CustomKeyStores": [], "Truncated": false}'
    (note,) = folder.glob("requests/R-1/*")
    assert note.read_bytes() == NOTE
    (copy,) = folder.rglob("*.pdf")
    assert copy.read_bytes().startswith(b"%PDF")
    assert json.loads((folder / "conclusions.json").read_text())[0]["verdict"] == "effective"
    assert verified(machine, folder) == (0, [])
    told = machine.done("verify", str(folder))
    assert "All is intact." in told
    assert "as the service told it" in told
    assert ledger_key() in told


def test_a_pull_that_was_killed_goes_on_and_fetches_nothing_twice(
    machine: Machine, worked: Work
) -> None:
    run = factories.collection(worked.account)
    regions = [f"eu-north-{number}" for number in range(1, 15)]
    kept = [desks.read(worked.account, one, run=run) for one in regions]
    number_evidence(worked.engagement, [one.pk for one in kept], actor="x", now=now())
    machine.sign_in(worked.auditor)
    sealed()
    words = ("pull", worked.engagement.engagement_id, "--out", "audit", "--wait", "0")

    process = machine.start(*words)
    deadline = time.monotonic() + 60
    while len(list(machine.home.glob("audit/evidence/*/about.json"))) < 4:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    folder = machine.home / "audit"
    assert verified(machine, folder)[0] == 1

    machine.done(*words)
    sealed()
    assert " 0 fetched" not in machine.done(*words)
    assert verified(machine, folder) == (0, [])
    assert not list(folder.rglob("*.part"))
    reads = Entry.objects.filter(action="evidence.read", actor=worked.auditor.email)
    whole = [one.subject for one in reads if one.details["call"] == "all"]
    # What was on its way at the kill may be asked for once more, and nothing else.
    assert len(whole) <= len(set(whole)) + 1
    assert len(set(whole)) == len(kept) + 1


def test_reports_whose_terms_are_not_accepted_are_named(machine: Machine, worked: Work) -> None:
    factories.term()
    Report.objects.update(acceptance_type=Report.AcceptanceType.EXPLICIT)
    report = Report.objects.get()
    machine.sign_in(worked.auditor)
    sealed()
    words = ("pull", worked.engagement.engagement_id, "--out", "audit", "--wait", "0")
    ended = machine.run(*words)
    assert ended.returncode == 0
    assert f"artifactctl accept {report.report_id}" in ended.stderr
    given = ("--name", "Ada", "--authority", "Partner", "--save", "terms.pdf", "--yes")
    assert "Accepted" in machine.done("accept", report.report_id, *given)
    machine.done(*words)
    assert list((machine.home / "audit").rglob("*.pdf"))


def test_another_folder_is_left_alone(machine: Machine, worked: Work) -> None:
    machine.sign_in(worked.auditor)
    other = machine.home / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    ended = machine.run("pull", worked.engagement.engagement_id, "--out", "other")
    assert (ended.returncode, "is not empty" in ended.stderr) == (1, True)
    assert [one.name for one in other.iterdir()] == ["mine.txt"]
    shutil.rmtree(other)


def test_lists_are_for_people_and_for_programs(machine: Machine, worked: Work) -> None:
    machine.sign_in(worked.auditor)
    name, names = worked.engagement.engagement_id, worked.names()
    (listed,) = machine.json("evidence", "list", name)
    assert listed["evidence_no"] == names["evidence_no"]
    assert names["evidence_no"] in machine.done("evidence", "list", name)
    assert [one["id"] for one in machine.json("samples", name)] == [names["sample"]]
    assert [one["state"] for one in machine.json("requests", name)] == ["received"]
