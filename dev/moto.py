"""moto's server: an AWS estate in memory, for the demo and for tests."""

import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path

from dev import ports
from dev.child import Child, Program, await_ready, end, start

# Not secrets: the emulator takes any, and boto3 wants some.
AWS_SETTINGS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def start_moto(log: Path, *, preferred_port: int = 0) -> tuple[Child, str]:
    """Start the server and return it with its endpoint URL.

    :raises SetupError: when it does not start.
    """
    port = ports.free(preferred_port)
    program = Program(
        name="moto",
        argv=[sys.executable, "-m", "demo.aws_server", "--port", str(port)],
        log=log,
        # What it holds is not kept, and putting it away takes a second.
        stop_signal=signal.SIGKILL,
    )
    child = start(program)
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(child, lambda: _answers(f"{url}/moto-api/"), timeout_seconds=60)
    except BaseException:
        end(child)
        raise
    return child, url


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own http address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
