"""`./run services`: throwaway servers that never outlive the run."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.dev.processes import PATIENCE_SECONDS, alive, descendants, left_after_a_while

ROOT = Path(__file__).resolve().parents[2]
SERVICES = (sys.executable, "-m", "dev", "services")

ANSWERS = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(connection.execute("SELECT current_user, current_setting('is_superuser')").fetchone())
print(redis.Redis.from_url(os.environ["REDIS_URL"]).ping())
"""


@pytest.fixture
def env() -> dict[str, str]:
    """Return this process's environment without the servers the suite itself runs on."""
    return {
        name: text
        for name, text in os.environ.items()
        if name not in ("DATABASE_URL", "REDIS_URL")
    }


@pytest.fixture
def serving(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start servers with no command and yield the process and its temporary folder."""
    with subprocess.Popen(
        SERVICES, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        exported: dict[str, str] = {}
        while "REDIS_URL" not in exported:
            name, _, text = process.stdout.readline().removeprefix("export ").partition("=")
            exported[name] = text.strip().strip("'")
        sockets = parse_qs(urlsplit(exported["DATABASE_URL"]).query)["host"][0]
        yield process, Path(sockets).parent
        process.kill()


def test_a_command_finds_a_database_and_a_broker(env: dict[str, str]) -> None:
    """The role is no superuser, as in production."""
    argv = (*SERVICES, "--", sys.executable, "-c", ANSWERS)
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.stdout == "('artifact', 'off')\nTrue\n", done.stderr


def test_the_exit_status_is_the_commands(env: dict[str, str]) -> None:
    """A failing test run must fail the build."""
    done = subprocess.run((*SERVICES, "--", "sh", "-c", "exit 7"), cwd=ROOT, env=env, check=False)
    assert done.returncode == 7


def test_servers_given_by_the_environment_are_used(env: dict[str, str]) -> None:
    """Nothing is started in their place."""
    given = {"DATABASE_URL": "postgres://elsewhere/db", "REDIS_URL": "redis://elsewhere/1"}
    argv = (*SERVICES, "--", "sh", "-c", 'echo "$DATABASE_URL $REDIS_URL"')
    done = subprocess.run(
        argv, cwd=ROOT, env=env | given, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == list(given.values())


def test_a_polite_end_leaves_nothing(serving: tuple[subprocess.Popen[str], Path]) -> None:
    """SIGTERM ends the servers and removes the folder."""
    process, folder = serving
    servers = descendants(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_SECONDS) == 128 + signal.SIGTERM
    assert alive(servers) == set()
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a killed parent")
def test_a_killed_run_leaves_no_server(
    serving: tuple[subprocess.Popen[str], Path], env: dict[str, str]
) -> None:
    """The kernel ends the servers; the next run removes the folder."""
    process, folder = serving
    servers = descendants(process.pid)
    assert len(servers) > 2  # PostgreSQL, its own processes, Valkey
    process.kill()
    assert left_after_a_while(servers) == set()
    assert folder.exists()
    subprocess.run((*SERVICES, "--", "true"), cwd=ROOT, env=env, check=True)
    assert not folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="anybody but root runs the servers as themselves")
def test_roots_servers_run_as_nobody(serving: tuple[subprocess.Popen[str], Path]) -> None:
    """A hole in a server must not be a hole in the machine."""
    process, _ = serving
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in descendants(process.pid)}
    assert owners == {65534}
