"""The service under gunicorn, as it is deployed, on a test's own database and store."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import urllib3

from dev import ports
from dev.child import Program, await_ready, end, start
from tests.faults.processes import database_url


@dataclass(frozen=True)
class Server:
    """A running service: its own address and that of the protocol."""

    url: str

    @property
    def endpoint(self) -> str:
        """What SDKs are told."""
        return f"{self.url}/aws"


@contextmanager
def gunicorn(folder: Path, store: Path, changed: Mapping[str, str]) -> Iterator[Server]:
    """Gunicorn on a free port until the context ends; `changed` are further settings."""
    address = f"127.0.0.1:{ports.free()}"
    server = Server(f"http://{address}")
    env = {
        **os.environ,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "AWS_API_RATE": "1000/second",
        "AWS_API_REFUSED_RATE": "1000/second",
        "DATABASE_URL": database_url(),
        "DEBUG": "1",  # static files need no manifest
        "EVIDENCE_ROOT": str(store),
        "INSECURE_HTTP": "1",
        "SITE_URL": server.url,
        **changed,
    }
    argv = [sys.executable, "-m", "gunicorn", "artifact.wsgi", "--bind", address]
    argv += ["--workers", "1", "--threads", "4", "--no-control-socket"]
    log = folder / f"gunicorn-{address}.log"
    child = start(Program(name="gunicorn", argv=argv, log=log, env=env))
    try:
        await_ready(child, lambda: _answers(server), timeout_seconds=60)
        yield server
    finally:
        end(child)


def _answers(server: Server) -> bool:
    try:
        with urllib3.PoolManager(retries=False) as pool:
            return pool.request("GET", f"{server.url}/aws", timeout=5).status == 403
    except urllib3.exceptions.HTTPError:
        return False


def fetch(address: str) -> urllib3.BaseHTTPResponse:
    """What the address answers."""
    with urllib3.PoolManager(retries=False) as pool:
        return pool.request("GET", address)
