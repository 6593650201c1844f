"""A server of the emulated AWS in a process of its own, and what tests ask of it."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from compliance.aws.service_models import new_session
from dev import ports

PATIENCE_SECONDS = 120
ROOT = Path(__file__).resolve().parents[2]
OWN_ACCOUNT = "123456789012"
Sent = Sequence[Mapping[str, object]] | None


@cache
def session() -> boto3.Session:
    """The one of all clients of tests: it reads models as the product does, and with it."""
    return boto3.Session(botocore_session=new_session())


@dataclass(frozen=True)
class Server:
    """A running server at `url`."""

    url: str

    def client(self, service: str, region: str = "eu-west-1", account: str = OWN_ACCOUNT) -> Any:
        """A client that tries once; in another account by the role that seeds."""
        credentials = ("testing", "testing", None)
        if account != OWN_ACCOUNT:
            role = f"arn:aws:iam::{account}:role/EstateManager"
            got = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")
            given = got["Credentials"]
            credentials = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
        return self.client_with(service, region, *credentials)

    def client_with(
        self, service: str, region: str, key: str, secret: str, token: str | None
    ) -> Any:
        """A client with these credentials, which tries once."""
        return session().client(
            service,  # type: ignore[call-overload]  # any service's name
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            aws_session_token=token,
            config=Config(
                s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, read_timeout=2
            ),
        )

    def empty(self) -> None:
        """Forget all that was put there, the calls among it."""
        address = f"{self.url}/moto-api/reset"
        with urllib.request.urlopen(address, data=b"", timeout=10):  # noqa: S310 -- ours
            return

    def post(self, what: str, sent: Sent = None) -> str:
        """Post to `/_estate/…`; the error where it is refused, else nothing."""
        request = urllib.request.Request(  # noqa: S310 -- ours
            f"{self.url}/_estate/{what}", data=json.dumps(sent).encode(), method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=10):  # noqa: S310 -- ours
                return ""
        except urllib.error.HTTPError as error:
            return str(json.loads(error.read())["error"])

    def calls(self) -> list[dict[str, Any]]:
        """The calls that were made since the last reset."""
        with urllib.request.urlopen(f"{self.url}/_estate/calls", timeout=10) as answer:  # noqa: S310 -- ours
            noted: list[dict[str, Any]] = json.loads(answer.read())
        return noted


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """A server that ends with the context."""
    port = ports.free(0)
    command = [sys.executable, "-m", "demo.aws_server", "--port", str(port), *options]
    with subprocess.Popen(command, cwd=ROOT) as process:
        server = Server(f"http://127.0.0.1:{port}")
        try:
            _await(server)
            yield server
        finally:
            process.terminate()


def _await(server: Server) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            server.calls()
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not start")


def error_code(error: ClientError) -> str:
    """The code by which AWS names the error."""
    return str(error.response["Error"]["Code"])
