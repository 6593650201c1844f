"""The demo's state in .state: one instance at a time, its secrets, ports and environment."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import unprivileged
from dev.paths import ROOT, STATE
from dev.say import SetupError

_LOCK = STATE / "demo.lock"
_ENVIRONMENT = STATE / "environment.json"
_SECRETS = STATE / "secrets.json"
_PORTS = STATE / "ports.json"
_KEPT_BY_FRESH = ("demo.lock", "native")


@contextmanager
def only_instance() -> Iterator[None]:
    """Hold the lock that lets one demo run at a time.

    :raises SetupError: when one runs already, or another user's ran here; the text says where.
    """
    STATE.mkdir(exist_ok=True)
    if STATE.stat().st_uid != os.geteuid():
        raise SetupError(f"{STATE} is another user's: run as that user, or remove it")
    # Root's servers run as nobody and walk through; what is secret in here is 0600.
    STATE.chmod(0o711 if unprivileged.uid() is not None else 0o700)
    with _LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(f"already running{_whereabouts()}") from None
        try:
            yield
        finally:
            _ENVIRONMENT.unlink(missing_ok=True)


def wipe() -> None:
    """Forget everything an earlier run of the demo left."""
    for path in STATE.iterdir():
        if path.name in _KEPT_BY_FRESH:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    if servers_home() != STATE:
        shutil.rmtree(servers_home())


def servers_home() -> Path:
    """Return the folder for what the database and the broker keep.

    That is .state, unless we are root in a folder closed to others (such as /root): the
    servers run as nobody there and need a place they can reach.

    :raises SetupError: when that place was made by somebody else.
    """
    if unprivileged.uid() is None or unprivileged.is_traversable(STATE):
        return STATE
    digest = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    home = Path(f"/var/tmp/artifact-demo-{digest}")  # noqa: S108 - owner verified below
    home.mkdir(mode=0o711, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != os.geteuid():
        raise SetupError(f"{home} belongs to somebody else: remove it")
    home.chmod(0o711)
    return home


def secret(name: str, *, size_bytes: int) -> str:
    """Return the secret of that name, made up on first use and kept until --fresh."""
    known: dict[str, str] = json.loads(_SECRETS.read_text()) if _SECRETS.exists() else {}
    if name not in known:
        known[name] = secrets.token_urlsafe(size_bytes)
        write_private(_SECRETS, json.dumps(known, indent=2))
    return known[name]


def remembered_port(name: str, default: int) -> int:
    """Return the port this service had last time, or the default."""
    known: dict[str, int] = json.loads(_PORTS.read_text()) if _PORTS.exists() else {}
    return known.get(name, default)


def remember_ports(ports: dict[str, int]) -> None:
    """Keep the ports for the next run."""
    write_private(_PORTS, json.dumps(ports, indent=2))


def publish_environment(env: dict[str, str]) -> None:
    """Let other commands find the running demo's servers; only what we added is written.

    The address is always there: a second demo names it.
    """
    added = {name: text for name, text in env.items() if os.environ.get(name) != text}
    added["SITE_URL"] = env["SITE_URL"]
    write_private(_ENVIRONMENT, json.dumps({**added, "_PID": str(os.getpid())}, indent=2))


def running_environment() -> dict[str, str]:
    """Return the environment of the running demo.

    :raises SetupError: when none runs.
    """
    try:
        with _LOCK.open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        env: dict[str, str] = json.loads(_ENVIRONMENT.read_text())
        return env
    except FileNotFoundError:
        pass
    raise SetupError(
        "the demo is not running: start `./run demo`, or use `./run services -- COMMAND`"
    )


def _whereabouts() -> str:
    try:
        env = json.loads(_ENVIRONMENT.read_text())
    except FileNotFoundError:  # still starting
        return ""
    return f" at {env['SITE_URL']} (process {env['_PID']})"


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    # Whole or not at all, should we be killed now.
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(path)
