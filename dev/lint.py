"""`./run check`: every linter, side by side."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from compliance.reports.signers.self_signed import self_signed
from dev.paths import ROOT
from dev.say import say

# `check --deploy` looks at these settings as a production machine would have them.
_PRODUCTION = {
    "DEBUG": "0",
    "INSECURE_HTTP": "0",
    "ALLOWED_HOSTS": "artifact.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://artifact.example.com",
    "SITE_URL": "https://artifact.example.com",
    "DOCUMENT_SIGNING_KEY": self_signed("Lint", now=datetime.now(UTC)).decode(),
}
_TEMPLATES = "templates"


@dataclass(frozen=True)
class _Lint:
    argv: Sequence[str]
    env: Mapping[str, str]

    @property
    def name(self) -> str:
        return " ".join(word for word in self.argv[:2] if not word.startswith("-"))


@dataclass(frozen=True)
class _Running:
    lint: _Lint
    process: subprocess.Popen[bytes]
    output: IO[bytes]


def lint(env: Mapping[str, str]) -> bool:
    """Run all linters two at a time, print what the failing ones say, return whether all pass.

    `env` points at a database: two of the linters are Django commands.
    """
    waiting = _lints(env)
    running: list[_Running] = []
    passed = True
    while waiting or running:
        while waiting and len(running) < max(2, os.cpu_count() or 2):
            running.append(_begin(waiting.pop(0)))
        for each in [each for each in running if each.process.poll() is not None]:
            running.remove(each)
            passed &= _report(each)
        time.sleep(0.02)
    return passed


def reformat() -> int:
    """Format Python and templates in place and return the worst exit status."""
    commands = (
        ("ruff", "check", "--fix", "--quiet", "."),
        ("ruff", "format", "."),
        ("djlint", _TEMPLATES, "--reformat", "--quiet"),
    )
    return max(
        subprocess.run(_in_venv(each), cwd=ROOT, check=False).returncode for each in commands
    )


def _lints(env: Mapping[str, str]) -> list[_Lint]:
    production = {**env, **_PRODUCTION}
    commands: list[tuple[tuple[str, ...], Mapping[str, str]]] = [
        (("mypy",), env),  # the slowest first
        (("djlint", _TEMPLATES, "--check", "--lint"), env),
        (("manage.py", "check", "--deploy", "--fail-level", "WARNING"), production),
        (("manage.py", "makemigrations", "--check", "--dry-run"), env),
        (("lint-imports",), env),
        (("interrogate", "--quiet", "compliance", "artifact", "demo", "dev"), env),
        (("ruff", "check", "."), env),
        (("ruff", "format", "--check", "."), env),
        (
            ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
            env,
        ),
    ]
    return [_Lint(argv, lint_env) for argv, lint_env in commands]


def _begin(each: _Lint) -> _Running:
    output = tempfile.TemporaryFile()  # noqa: SIM115 - closed by _report; a pipe could fill up
    process = subprocess.Popen(
        _in_venv(each.argv),
        cwd=ROOT,
        env={**os.environ, **each.env},
        stdout=output,
        stderr=subprocess.STDOUT,
    )
    return _Running(each, process, output)


def _in_venv(argv: Sequence[str]) -> list[str]:
    program = Path(sys.executable).parent / argv[0]
    if argv[0] == "manage.py":
        return [sys.executable, *argv]
    return [str(program), *argv[1:]]


def _report(each: _Running) -> bool:
    with each.output:
        if each.process.returncode == 0:
            say(f"{each.lint.name}: fine")
            return True
        each.output.seek(0)
        print(each.output.read().decode(errors="replace"), end="", flush=True)
    say(f"{each.lint.name}: FAILED (status {each.process.returncode}, see above)")
    return False
