"""The commit hooks: the same programs as `./run check`, at the versions of uv.lock."""

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / ".pre-commit-config.yaml"


def test_the_file_is_valid() -> None:
    """As pre-commit itself judges."""
    done = subprocess.run(
        (sys.executable, "-m", "pre_commit", "validate-config", str(CONFIG)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_hook_brings_a_version_of_its_own() -> None:
    """Every hook runs what is in the working copy already."""
    repositories = yaml.safe_load(CONFIG.read_text())["repos"]
    assert [each["repo"] for each in repositories] == ["local"]
    assert {hook["language"] for hook in repositories[0]["hooks"]} == {"system"}
