"""From an empty database to two reports, by the commands an operator would type."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from dev import instance
from dev.paths import ROOT, STATE
from dev.postgres import APP_ROLE
from dev.say import SetupError, say
from dev.supervise import Supervisor, begin

SIGN_IN = "demo@example.com"
# Frameworks, and the accounts of the estate that are in scope; none named is all of them. Cards
# are handled in one account, whose logs another keeps.
_REPORTS: Mapping[str, tuple[str, ...]] = {
    "hipaa": (),
    "pci_dss_4_0_1": ("payments", "log-archive"),
}
_DELEGATED = "777788889999"  # the estate's account that may list the others
_STATIC = ("collectstatic", "--noinput", "--verbosity", "0")
_STATIC_SOURCE = STATE / "staticfiles.source"
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
    _waiting: subprocess.Popen[bytes] | None = None

    @contextmanager
    def seeding(self) -> Iterator[None]:
        """Seed the estate while the body runs.

        :raises SetupError: when seeding fails.
        """
        say("seeding the estate; preparing the database")
        with _SUMMARY.open("wb") as summary:
            seed = (sys.executable, "-m", "demo.seed", "--endpoint-url", self.endpoint)
            process = begin(seed, self.env, stdout=summary)
            try:
                yield
                self._finish(process, "demo.seed")
            finally:
                process.kill()
                process.communicate()
        self._accounts = json.loads(_SUMMARY.read_text())["accounts"]
        if not self._accounts:
            raise SetupError("demo.seed made no account")

    def prepare_database(self) -> None:
        """Migrate as the owner, who then takes from the service's role what it must not do.

        :raises SetupError: when a step fails.
        """
        commands: list[tuple[str, ...]] = [("migrate", "--verbosity", "0")]
        source = _static_source()
        if not _STATIC_SOURCE.exists() or _STATIC_SOURCE.read_text() != source:
            commands.append(_STATIC)
        if self.owner_env.get("DATABASE_URL") != self.env.get("DATABASE_URL"):
            commands.append(("restrict_role", APP_ROLE))
        self._run(self._loaded(self.owner_env), *([one] for one in commands))
        _STATIC_SOURCE.write_text(source)

    def get_ready(self) -> None:
        """Load what the commands to come need, while something else is awaited."""
        self._waiting = self._loaded(self.env)

    def collect_and_report(self) -> list[Path]:
        """Connect the accounts, collect them and return the paths of the reports.

        :raises SetupError: when a step fails or a report is no PDF.
        """
        say("connecting the accounts, each with its read-only role")
        say("collecting (some calls are denied on purpose); then writing the reports")
        paths = {framework: STATE / "reports" / f"{framework}.pdf" for framework in _REPORTS}
        self._run(
            self._waiting or self._loaded(self.env),
            [("connect_accounts", str(self._account_list()))],
            [("create_user", SIGN_IN, "--role", "administrator", "--password-stdin")],
            [("follow_organization", _DELEGATED, "--later")],
            [("collect", "--wait", "--join")],
            [self._report(framework, path) for framework, path in paths.items()],
            stdin=instance.secret("password", size_bytes=12).encode() + b"\n",
        )
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

    def _report(self, framework: str, path: Path) -> tuple[str, ...]:
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        names = _REPORTS[framework]
        ids = [one["account_id"] for one in self._accounts if one["name"] in names]
        scope = [word for one in ids for word in ("--account", one)]
        return ("report", "--framework", framework, *scope, "--out", str(path))

    def _loaded(self, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """A process that loads the service, then waits for the commands to run."""
        with (STATE / "log" / "commands.log").open("ab") as log:
            return begin((sys.executable, "-m", "dev.commands"), env, stdout=log)

    def _run(
        self,
        process: subprocess.Popen[bytes],
        *groups: Sequence[tuple[str, ...]],
        stdin: bytes = b"",
    ) -> None:
        """Run commands in one process, those of a group side by side."""
        if process.stdin is not None:
            with suppress(BrokenPipeError), process.stdin as words:
                words.write(json.dumps(groups).encode() + b"\n" + stdin)
        self._finish(process, "a command")

    def _finish(self, process: subprocess.Popen[bytes], name: str) -> None:
        status = self.supervisor.wait_for(process)
        if status:
            raise SetupError(f"{name} failed with status {status} (see above)")


def _static_source() -> str:
    """What the static files are made of: packing them costs more than to migrate."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()
