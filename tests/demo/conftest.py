"""The seeded estate, served over HTTP for all tests of this folder."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from demo.seed import seed
from dev import ports

PATIENCE_SECONDS = 30


@pytest.fixture(scope="session")
def estate() -> Iterator[str]:
    """The address of a server with the made-up company's whole estate."""
    port = ports.free(0)
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "demo.aws_server", "--port", str(port)]
    with subprocess.Popen(command) as server:
        try:
            _await(address)
            seed(address, now=datetime.now(UTC))
            yield address
        finally:
            server.terminate()


def _await(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_estate/calls", timeout=5):  # noqa: S310 -- ours
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail("the server did not start")
