"""From an empty database to two reports, by the commands an operator would type."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from dev import instance
from dev.paths import STATE
from dev.postgres import APP_ROLE
from dev.say import SetupError, say
from dev.supervise import Supervisor, begin

SIGN_IN = "demo@example.com"
_REPORTS = ("hipaa", "pci_dss_4_0_1")
_DELEGATED = "777788889999"  # the estate's account that may list the others
_MANAGE = (sys.executable, "manage.py")
_DONE = (0,)
_DENIED_SOMETHING = (0, 3)  # the estate denies some calls on purpose
_SUMMARY = STATE / "estate.json"


class _Account(TypedDict):
    account_id: str
    name: str
    role_arn: str
    external_id: str
    regions: list[str]


@dataclass
class Tour:
    """The demo's steps; each fails with the step's name and leaves the rest undone."""

    supervisor: Supervisor
    env: Mapping[str, str]
    endpoint: str
    owner_env: Mapping[str, str] = field(default_factory=dict)
    _accounts: list[_Account] = field(default_factory=list)

    def prepare(self) -> None:
        """Bring the database and the static files up to date while the estate is seeded.

        :raises SetupError: when a step fails.
        """
        say("seeding the estate; preparing the database")
        with _SUMMARY.open("wb") as summary:
            seed = (sys.executable, "-m", "demo.seed", "--endpoint-url", self.endpoint)
            seeding = begin(seed, self.env, stdout=summary)
            try:
                self._prepare_database()
                self._finish(seeding, "demo.seed")
            finally:
                seeding.kill()
                seeding.wait()
        self._accounts = json.loads(_SUMMARY.read_text())["accounts"]
        if not self._accounts:
            raise SetupError("demo.seed made no account")

    def _prepare_database(self) -> None:
        """Migrate as the owner, who then takes from the service's role what it must not do."""
        static = ("collectstatic", "--noinput", "--verbosity", "0")
        self._manage_all([("migrate", "--verbosity", "0"), static], self.owner_env)
        if self.owner_env.get("DATABASE_URL") != self.env.get("DATABASE_URL"):
            self._manage_all([("restrict_role", APP_ROLE)], self.owner_env)

    def collect_and_report(self) -> list[Path]:
        """Connect the accounts, collect them and return the paths of the reports.

        :raises SetupError: when a step fails or a report is no PDF.
        """
        say("connecting the accounts, each with its read-only role")
        self._manage("connect_accounts", str(self._account_list()))
        self._create_user()
        self._manage("follow_organization", _DELEGATED, "--later")
        say("collecting (some calls are denied on purpose)")
        self._manage("collect", "--wait", "--join", fine=_DENIED_SOMETHING)
        say(f"writing the reports {' and '.join(_REPORTS)}")
        paths = {framework: STATE / "reports" / f"{framework}.pdf" for framework in _REPORTS}
        self._manage_all([_report(framework, path) for framework, path in paths.items()])
        for path in paths.values():
            if not path.exists() or not path.read_bytes().startswith(b"%PDF"):
                raise SetupError(f"{path} is no PDF")
        return list(paths.values())

    def _account_list(self) -> Path:
        """Write the file that names the accounts and the server that answers for AWS."""
        path = STATE / "accounts.json"
        listed = [{**account, "endpoint_url": self.endpoint} for account in self._accounts]
        path.write_text(json.dumps(listed))
        return path

    def _create_user(self) -> None:
        password = instance.secret("password", size_bytes=12).encode() + b"\n"
        options = ("--role", "administrator", "--password-stdin")
        self._manage("create_user", SIGN_IN, *options, stdin=password)

    def _manage(self, *words: str, stdin: bytes = b"", fine: tuple[int, ...] = _DONE) -> None:
        with (STATE / "log" / "commands.log").open("ab") as log:
            process = begin((*_MANAGE, *words), self.env, stdout=log, stdin=stdin)
            self._finish(process, f"manage.py {words[0]}", fine)

    def _manage_all(
        self, commands: Sequence[tuple[str, ...]], env: Mapping[str, str] | None = None
    ) -> None:
        """Run several commands side by side."""
        with (STATE / "log" / "commands.log").open("ab") as log:
            running = [
                begin((*_MANAGE, *words), env or self.env, stdout=log) for words in commands
            ]
            for process, words in zip(running, commands, strict=True):
                self._finish(process, f"manage.py {words[0]}")

    def _finish(
        self, process: subprocess.Popen[bytes], name: str, fine: tuple[int, ...] = _DONE
    ) -> None:
        status = self.supervisor.wait_for(process)
        if status not in fine:
            raise SetupError(f"{name} failed with status {status} (see above)")


def _report(framework: str, path: Path) -> tuple[str, ...]:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    return ("report", "--framework", framework, "--out", str(path))
