"""A light AWS in a process of its own."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from dev import ports

AWS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@dataclass(frozen=True)
class LightAws:
    """A running server."""

    url: str

    def cpu_seconds(self) -> float:
        """How much the server has used."""
        with urllib.request.urlopen(f"{self.url}/_seconds", timeout=10) as answer:  # noqa: S310 -- ours
            return float(answer.read())


@contextmanager
def serving(
    *, latency_ms: int, held: Mapping[str, int] | None = None, only_in: str = ""
) -> Iterator[LightAws]:
    """A server that ends with the context; `held` is how many keys, secrets and parameters.

    With `only_in`, a region, all others are empty.
    """
    port = ports.free(0)
    command = [sys.executable, "-m", "benchmarks.light_aws", "--port", str(port)]
    command += ["--latency-ms", str(latency_ms), "--only-in", only_in]
    for kind, number in (held or {}).items():
        command += [f"--{kind}", str(number)]
    with subprocess.Popen(command) as process:
        try:
            server = LightAws(f"http://127.0.0.1:{port}")
            _await(server)
            yield server
        finally:
            process.terminate()


def _await(server: LightAws) -> None:
    while True:
        try:
            server.cpu_seconds()
        except OSError:
            time.sleep(0.05)
        else:
            return
