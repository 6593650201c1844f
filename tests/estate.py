"""An emulated AWS behind a server that can refuse, garble, throttle or hang, over real HTTP."""

import json
import random
import re
import threading
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import urllib3
from botocore.config import Config

from tests.demo.serving import Server, session

SCOPE = re.compile(r"Credential=[^/]+/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/")
DENIED = json.dumps({"__type": "AccessDeniedException", "Message": "not authorized"}).encode()
THROTTLED = json.dumps({"__type": "ThrottlingException", "Message": "Rate exceeded"}).encode()
PAGE = b"<!DOCTYPE html><html><body>Sign in to the network</body></html>"
JSON = "application/x-amz-json-1.1"
PASSED_ON = ("content-type", "x-amzn-requestid", "x-amz-request-id", "date", "x-amzn-errortype")


@dataclass(frozen=True)
class Request:
    """What a call is about, read from its signature and target."""

    service: str
    operation: str
    region: str
    body: bytes


@dataclass(frozen=True)
class Fault:
    """What goes wrong with calls that match; an empty `service` or `operation` matches any."""

    service: str = ""
    operation: str = ""
    containing: str = ""
    status: int = 400
    body: bytes = DENIED
    content_type: str = JSON
    share: float = 1.0

    def strikes(self, request: Request, chance: random.Random) -> bool:
        """Whether this call goes wrong."""
        return (
            self.service in {"", request.service}
            and self.operation in {"", request.operation}
            and self.containing.encode() in request.body
            and chance.random() < self.share
        )


class Estate:
    """The estate; `url` is its endpoint. Faults and counts are the tests' to set and read."""

    def __init__(self, emulator: Server) -> None:
        self._emulator = emulator
        self._pool = urllib3.PoolManager(maxsize=32)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.reset()

    def reset(self) -> None:
        """An empty estate without faults."""
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.chance = random.Random(20_260_331)  # noqa: S311 -- a repeatable fault is meant
        self.held = threading.Event()
        self.passing = threading.Event()
        self.passing.set()
        self.hold_on = ""
        self._emulator.empty()

    def end(self) -> None:
        """Stop answering."""
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._pool.clear()

    def client(self, service: str, region: str = "us-east-1") -> Any:
        """A boto3 client that sees no faults, to build and change the estate."""
        return session().client(
            service,  # type: ignore[call-overload]  # any service's name
            region_name=region,
            endpoint_url=self._emulator.url,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            config=Config(s3={"addressing_style": "path"}),
        )

    def hold(self, operation: str) -> None:
        """From now on a call of `kms:ListKeys` waits for its answer until `release`."""
        self.held.clear()
        self.passing.clear()
        self.hold_on = operation

    def release(self) -> None:
        """Answer what waits."""
        self.hold_on = ""
        self.passing.set()

    def answer(self, request: Request, handler: BaseHTTPRequestHandler) -> None:
        """Pass the call on to the emulator, unless it goes wrong."""
        name = f"{request.service}:{request.operation}"
        self.calls[name] += 1
        if name == self.hold_on:
            self.held.set()
            self.passing.wait(60)
        for fault in self.faults:
            if fault.strikes(request, self.chance):
                _send(handler, fault.status, {"content-type": fault.content_type}, fault.body)
                return
        got = self._pool.request(
            handler.command,
            f"{self._emulator.url}{handler.path}",
            body=request.body,
            headers=dict(handler.headers),
            redirect=False,
            decode_content=False,
        )
        headers = {name: got.headers[name] for name in PASSED_ON if name in got.headers}
        _send(handler, got.status, headers, got.data)


def _handler(estate: Estate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            try:
                estate.answer(_request(self, self.rfile.read(length)), self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the caller was killed

        # The names that http.server calls.
        do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _answer  # noqa: N815 -- as above

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _request(handler: BaseHTTPRequestHandler, body: bytes) -> Request:
    scope = SCOPE.search(handler.headers.get("authorization", ""))
    operation = handler.headers.get("x-amz-target", "").rpartition(".")[2]
    if not operation:
        operation = parse_qs(body.decode(errors="replace")).get("Action", [""])[0]
    return Request(
        service=scope["service"] if scope else "",
        operation=operation,
        region=scope["region"] if scope else "",
        body=body,
    )


def _send(
    handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
) -> None:
    handler.send_response(status)
    for name, text in headers.items():
        if name != "date":
            handler.send_header(name, text)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
