"""An AWS that costs next to nothing to ask, so that what is measured is the reader.

    python -m benchmarks.light_aws --port 5000 [--keys 20] [--secrets 20] [--parameters 1000]

Every account and region holds as many keys, secrets and parameters as are asked for, or only the
region that `--only-in` names; of anything else there is none. Answers are made of botocore's
models: an operation that nobody thought of here has empty lists. `GET /_seconds` tells the CPU
seconds that the server has used.
"""

import argparse
import asyncio
import re
import time
from functools import cache

from benchmarks.light_answers import KEY_PREFIX, OWN_ACCOUNT, Asked, answer, service_model
from demo.aws_server.call import BOTO3_NAMES

SCOPE = re.compile(rb"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
TARGET = re.compile(rb"x-amz-target: *[^\r]*?\.?(\w+)\r", re.IGNORECASE)
ACTION = re.compile(rb"(?:^|&)Action=(\w+)")
KINDS = ("keys", "secrets", "parameters")
NOTHING = argparse.Namespace(**dict.fromkeys(KINDS, 0))


@cache
def _route(service: str, method: str, path: str) -> str:
    """The operation of a REST service that has this address."""
    model = service_model(service)
    for name in model.operation_names:
        http = model.operation_model(name).http
        pattern = re.escape(http["requestUri"].partition("?")[0].rstrip("/"))
        pattern = re.sub(r"\\{[^}]*?\\\+\\}|\\{[^}]*?\\}", ".+", pattern)
        if http["method"] == method and re.fullmatch(pattern, path.rstrip("/")):
            return name
    raise LookupError(f"{service} has no {method} {path}")


class Connection(asyncio.Protocol):
    """One connection that is kept open; each answer leaves after the latency."""

    def __init__(self, size: argparse.Namespace) -> None:
        self._size = size
        self._come = b""
        self._out: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        self._out = transport if isinstance(transport, asyncio.Transport) else None

    def data_received(self, data: bytes) -> None:
        """Answer once a whole request is there; the next comes only after its answer."""
        self._come += data
        head, ended, body = self._come.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not ended or len(body) < (int(length[1]) if length else 0):
            return
        self._come = b""
        status, kind, made = _answered(head, body, self._size)
        sent = b"HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        sent = sent % (status, kind, len(made)) + made
        asyncio.get_running_loop().call_later(self._size.latency_ms / 1000, self._send, sent)

    def _send(self, sent: bytes) -> None:
        if self._out and not self._out.is_closing():
            self._out.write(sent)


def _answered(head: bytes, body: bytes, size: argparse.Namespace) -> tuple[int, bytes, bytes]:
    method, path, _ = head.split(b" ", 2)
    if path == b"/_seconds":
        return 200, b"application/json", str(time.process_time()).encode()
    scope = SCOPE.search(head)
    if scope is None:
        return 403, b"text/plain", b"not signed"
    key, region, signed = (one.decode() for one in scope.groups())
    service = BOTO3_NAMES.get(signed, signed)
    address = path.decode().partition("?")[0]
    if address.startswith("/v20180820/"):
        service = "s3control"
    found = TARGET.search(head) or ACTION.search(body)
    operation = found[1].decode() if found else _route(service, method.decode(), address)
    account = key.removeprefix(KEY_PREFIX) if key.startswith(KEY_PREFIX) else OWN_ACCOUNT
    held = size if size.only_in in {"", region} else NOTHING
    status, made = answer(Asked(service, operation, region, account, body, held))
    kind = b"text/xml" if made.startswith(b"<") else b"application/x-amz-json-1.1"
    return status, kind, made


async def serve(size: argparse.Namespace) -> None:
    """Answer until the process ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(size), "127.0.0.1", size.port)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--only-in", default="", metavar="REGION")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
