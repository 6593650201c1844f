"""The typed client is the one that the document generates, and the sampling program is ours."""

import subprocess
import sys
from pathlib import Path

from artifact.engagements import sampling
from dev.paths import ROOT

CLIENT = ROOT / "clients" / "python"
WRITE = "write it anew: .venv/bin/python clients/python/generate.py"


def written(folder: Path) -> dict[str, bytes]:
    """Every module by its path below the folder."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*.py")}


def test_the_client_is_what_the_document_generates(tmp_path: Path) -> None:
    script = str(CLIENT / "generate.py")
    subprocess.run([sys.executable, script, "--into", str(tmp_path)], check=True)
    kept = CLIENT / "src" / "artifact_client"
    assert written(kept) == written(tmp_path / "artifact_client"), WRITE


def test_samples_are_drawn_again_by_the_program_that_drew_them() -> None:
    ours = Path(sampling.__file__).read_bytes()
    assert (CLIENT / "src" / "artifactctl" / "sampling.py").read_bytes() == ours, WRITE
