"""`./run` itself, on machines that have less than it needs."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_alone_it_says_what_it_can_do() -> None:
    """Also where no package is installed."""
    done = run_with({})
    assert done.returncode == 0
    assert "./run demo" in done.stdout
    assert "./run test" in done.stdout


def test_an_unknown_verb_is_an_error() -> None:
    """A typing mistake in a build must not pass."""
    assert run_with({}, "tset").returncode == 2


def test_it_works_from_any_folder_and_with_a_closed_module_path(tmp_path: Path) -> None:
    """PYTHONSAFEPATH would hide the package it starts."""
    assert run_with({"PYTHONSAFEPATH": "1"}, cwd=tmp_path).returncode == 0


def test_without_a_python_that_starts_it_says_which_to_install(tmp_path: Path) -> None:
    """One line, and a failure; the system's own, found without PATH, has lost its library."""
    dirname = shutil.which("dirname")
    assert dirname is not None
    (tmp_path / "dirname").symlink_to(dirname)
    done = run_with({"PATH": str(tmp_path), "PYTHONHOME": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr.startswith("run: no Python 3.11 to 3.14 found; install one")


def test_another_python_can_be_asked_for(tmp_path: Path) -> None:
    """PYTHON goes before the system's own."""
    asked = tmp_path / "mine"
    asked.write_text("#!/bin/sh\necho asked mine\n")
    asked.chmod(0o755)
    assert run_with({"PYTHON": str(asked)}).stdout == "asked mine\nasked mine\n"


def run_with(
    env: dict[str, str], *words: str, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the script with these variables changed."""
    return subprocess.run(
        ("/bin/sh", str(ROOT / "run"), *words),
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
