"""Pulling everything, also in pieces; and verifying it, also when something was touched."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from artifact.clock import now
from artifact.engagements.number_evidence import number_evidence
from artifact.library.models import Report
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.api.work import NOTE, Work, work
from tests.artifact.engagements.work import desks
from tests.clients.machine import SOURCE, Machine, ledger_key, sealed

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["evidence", "ledger", "populations", "reports", "requests", "samples"]


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


def verified(machine: Machine, folder: Path) -> tuple[int, list[str]]:
    """The exit status, and the files that are named. The network is not there."""
    ended = machine.run(
        "verify",
        str(folder),
        *("--key", ledger_key(), "--format", "json"),
        HTTPS_PROXY="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
    )
    told = json.loads(ended.stdout)
    assert told["is_intact"] == (ended.returncode == 0)
    return ended.returncode, [one["file"] for one in told["damages"]]


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


def test_a_flipped_byte_anywhere_is_found_and_named(machine: Machine, worked: Work) -> None:
    folder = pulled(machine, worked)
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    # One of each kind of file, and the manifest.
    kinds = {
        (one.relative_to(folder).parts[0], one.suffix, one.name.partition(".")[2]): one
        for one in files
    }
    for path in kinds.values():
        whole = path.read_bytes()
        at = len(whole) // 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        status, named = verified(machine, folder)
        assert status == 1, path
        name = path.relative_to(folder).as_posix()
        assert name == "manifest.json" or name in named
        path.write_bytes(whole)
    assert verified(machine, folder) == (0, [])


def test_who_alters_the_manifest_too_does_not_get_past_the_ledger(
    machine: Machine, worked: Work
) -> None:
    folder = pulled(machine, worked)
    (receipt,) = folder.glob("evidence/*/receipt.json")
    told = json.loads(receipt.read_text())
    told["calls"][0]["status"] = 404
    receipt.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True))
    _reseal(folder)
    status, named = verified(machine, folder)
    assert (status, named) == (1, [receipt.relative_to(folder).as_posix()])


def test_evidence_that_was_taken_out_is_missed(machine: Machine, worked: Work) -> None:
    folder = pulled(machine, worked)
    (evidence,) = folder.glob("evidence/*")
    shutil.rmtree(evidence)
    _reseal(folder)
    assert verified(machine, folder) == (1, ["evidence"])


def test_a_sample_that_its_seed_does_not_draw_is_found(machine: Machine, worked: Work) -> None:
    folder = pulled(machine, worked)
    (sample,) = folder.glob("samples/sample-????????????????.json")
    told = json.loads(sample.read_text())
    (population,) = folder.glob("populations/*.jsonl")
    keys = [json.loads(line)["key"] for line in population.read_text().splitlines()]
    told["keys"] = [next(one for one in keys if one not in told["keys"])]
    sample.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True))
    _reseal(folder)
    assert sample.relative_to(folder).as_posix() in verified(machine, folder)[1]


def test_another_key_proves_nothing(machine: Machine, worked: Work) -> None:
    folder = pulled(machine, worked)
    name, _, _ = ledger_key().partition("+")
    other = machine.run("verify", str(folder), "--key", f"{name}+00000000+AQ==")
    assert (other.returncode, "cannot be used" in other.stderr) == (1, True)
    stranger = "example+530d903b+Aa2zIhMQSyBfU0ebvGKuNQiYnoUlsfjnXsl2Ab6vbJUS"
    ended = machine.run("verify", str(folder), "--key", stranger)
    assert ended.returncode == 1


def test_missing_and_strange_files_are_named(machine: Machine, worked: Work) -> None:
    folder = pulled(machine, worked)
    (note,) = folder.glob("requests/R-1/*")
    note.unlink()
    (folder / "evidence" / "extra.txt").write_text("x")
    status, named = verified(machine, folder)
    assert status == 1
    assert set(named) == {note.relative_to(folder).as_posix(), "evidence/extra.txt"}


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


def _reseal(folder: Path) -> None:
    """As somebody does who alters files and the manifest with them."""
    script = "import sys; from pathlib import Path; from artifactctl.folder import Folder;"
    script += "Folder(Path(sys.argv[1])).seal()"
    subprocess.run(
        [sys.executable, "-c", script, folder], check=True, env={"PYTHONPATH": str(SOURCE)}
    )
