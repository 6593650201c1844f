"""An auditor's machine: the command line in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from artifact.clock import now
from artifact.ledger.tend import tend
from artifact.users.models import User
from compliance.ledger.models import LedgerKey
from dev.paths import ROOT
from tests.artifact.api.asking import token_of

SOURCE = ROOT / "clients" / "python" / "src"


class Machine:
    """Runs `artifactctl` against the service, with a home of its own."""

    def __init__(self, address: str, home: Path) -> None:
        self.address = address
        self.home = home
        home.mkdir()
        keep = ("PATH", "LANG", "SYSTEMROOT")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        self.env |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
        self.env |= {"PYTHONPATH": str(SOURCE)}
        self.argv = [sys.executable, "-m", "artifactctl"]

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """A command that goes on by itself."""
        return subprocess.Popen(
            [*self.argv, *words], env=self.env, cwd=self.home, stderr=subprocess.DEVNULL
        )

    def run(self, *words: str, given: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
        """A command to its end."""
        return subprocess.run(
            [*self.argv, *words],
            env={**self.env, **env},
            cwd=self.home,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )

    def done(self, *words: str, given: str = "") -> str:
        """What a command that succeeds says."""
        ended = self.run(*words, given=given)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def json(self, *words: str) -> Any:
        """What a command lists."""
        return json.loads(self.done(*words, "--format", "json"))

    def sign_in(self, person: User, **given: Any) -> str:
        """As this person; returns the token."""
        token = token_of(person, **given)
        self.done("login", self.address, given=f"{token}\n")
        return token


def sealed() -> None:
    """What beat does each minute: new lines come under a signed checkpoint."""
    tend(now=now())


def ledger_key() -> str:
    """The verifier key, as an operator tells it."""
    return str(LedgerKey.objects.verifiers()[-1])
