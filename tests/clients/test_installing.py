"""The package is installed into an environment of its own, where it needs nothing of ours."""

import os
import subprocess
from pathlib import Path

from dev.paths import ROOT

UV = str(ROOT / ".boot" / "bin" / "uv")


def test_it_is_installed_from_the_folder(tmp_path: Path) -> None:
    home, env = tmp_path / "venv", {**os.environ, "PYTHONPATH": ""}
    subprocess.run([UV, "venv", "--quiet", str(home)], check=True, env=env)
    install = [UV, "pip", "install", "--quiet", "--python", str(home / "bin" / "python")]
    subprocess.run([*install, str(ROOT / "clients" / "python")], check=True, env=env)
    command = str(home / "bin" / "artifactctl")
    told = subprocess.run([command, "--help"], check=True, capture_output=True, cwd=tmp_path)
    assert b"pull" in told.stdout
    no_login = subprocess.run(
        [command, "engagements"],
        check=False,
        capture_output=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": env["PATH"]},
    )
    assert no_login.returncode == 1
    assert b"not signed in" in no_login.stderr
    site = subprocess.run(
        [home / "bin" / "python", "-c", "import django"], check=False, capture_output=True
    )
    assert site.returncode
