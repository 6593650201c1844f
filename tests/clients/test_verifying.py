"""Verifying what was pulled, far from the service, also when something was touched."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clients.machine import SOURCE, Machine, ledger_key
from tests.clients.pulled import pulled, verified, worked

__all__ = ["worked"]


@dataclass(frozen=True)
class Audit:
    """A copy of what was pulled, on a machine that reaches no service, and the ledger's key."""

    machine: Machine
    folder: Path
    key: str

    def verified(self) -> tuple[int, list[str]]:
        """The exit status, and the files that are named."""
        return verified(self.machine, self.folder, self.key)


@pytest.fixture(scope="module")
def kept() -> dict[str, Path]:
    """The folder that the first of these tests pulls, by the ledger's key."""
    return {}


@pytest.fixture
def audit(
    kept: dict[str, Path],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Audit:
    """A copy for each test: to pull it takes longer than to verify it."""
    if not kept:
        machine = request.getfixturevalue("machine")
        whole = pulled(machine, request.getfixturevalue("worked"))
        kept[ledger_key()] = tmp_path_factory.mktemp("pulled") / "audit"
        shutil.copytree(whole, kept[ledger_key()])
    ((key, folder),) = kept.items()
    machine = Machine("http://127.0.0.1:9", tmp_path / "elsewhere")
    return Audit(machine, Path(shutil.copytree(folder, machine.home / "audit")), key)


def test_a_flipped_byte_anywhere_is_found_and_named(audit: Audit) -> None:
    folder = audit.folder
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
        status, named = audit.verified()
        assert status == 1, path
        name = path.relative_to(folder).as_posix()
        assert name == "manifest.json" or name in named
        path.write_bytes(whole)
    assert audit.verified() == (0, [])


def test_who_alters_the_manifest_too_does_not_get_past_the_ledger(audit: Audit) -> None:
    folder = audit.folder
    (receipt,) = folder.glob("evidence/*/receipt.json")
    told = json.loads(receipt.read_text())
    told["calls"][0]["status"] = 404
    receipt.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True))
    _reseal(folder)
    status, named = audit.verified()
    assert (status, named) == (1, [receipt.relative_to(folder).as_posix()])


def test_evidence_that_was_taken_out_is_missed(audit: Audit) -> None:
    folder = audit.folder
    (evidence,) = folder.glob("evidence/*")
    shutil.rmtree(evidence)
    _reseal(folder)
    assert audit.verified() == (1, ["evidence"])


def test_a_sample_that_its_seed_does_not_draw_is_found(audit: Audit) -> None:
    folder = audit.folder
    (sample,) = folder.glob("samples/sample-????????????????.json")
    told = json.loads(sample.read_text())
    (population,) = folder.glob("populations/*.jsonl")
    keys = [json.loads(line)["key"] for line in population.read_text().splitlines()]
    told["keys"] = [next(one for one in keys if one not in told["keys"])]
    sample.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True))
    _reseal(folder)
    assert sample.relative_to(folder).as_posix() in audit.verified()[1]


def test_another_key_proves_nothing(audit: Audit) -> None:
    folder = audit.folder
    name, _, _ = audit.key.partition("+")
    other = audit.machine.run("verify", str(folder), "--key", f"{name}+00000000+AQ==")
    assert (other.returncode, "cannot be used" in other.stderr) == (1, True)
    stranger = "example+530d903b+Aa2zIhMQSyBfU0ebvGKuNQiYnoUlsfjnXsl2Ab6vbJUS"
    ended = audit.machine.run("verify", str(folder), "--key", stranger)
    assert ended.returncode == 1


def test_missing_and_strange_files_are_named(audit: Audit) -> None:
    folder = audit.folder
    (note,) = folder.glob("requests/R-1/*")
    note.unlink()
    (folder / "evidence" / "extra.txt").write_text("x")
    status, named = audit.verified()
    assert status == 1
    assert set(named) == {note.relative_to(folder).as_posix(), "evidence/extra.txt"}


def _reseal(folder: Path) -> None:
    """As somebody does who alters files and the manifest with them."""
    script = "import sys; from pathlib import Path; from artifactctl.folder import Folder;"
    script += "Folder(Path(sys.argv[1])).seal()"
    subprocess.run(
        [sys.executable, "-c", script, folder], check=True, env={"PYTHONPATH": str(SOURCE)}
    )
