"""A program that is called by webhooks: it answers as told and keeps what came."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook as Verifier


@dataclass(frozen=True)
class Received:
    """One call."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    def verified(self, secret: str) -> Any:
        """What it says, if the library's own verifier takes it for ours."""
        return Verifier(secret).verify(self.body, dict(self.headers))


@dataclass
class Receiver:
    """Answers on a port of 127.0.0.1. While it `holds`, it takes calls and says nothing."""

    statuses: list[int] = field(default_factory=list)
    answer: bytes = b"thanks"
    location: str = ""
    received: list[Received] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    holds: bool = False

    def __post_init__(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *_: Any) -> None:
                """Nothing: the calls are kept."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it is called."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook?a=1"

    @property
    def ids(self) -> list[str]:
        """The ids of the messages in the order in which they came."""
        return [one.headers["webhook-id"] for one in self.received]

    def take(self, request: BaseHTTPRequestHandler) -> None:
        """Keep a call and answer it."""
        body = request.rfile.read(int(request.headers["content-length"]))
        headers = {name.lower(): text for name, text in request.headers.items()}
        self.received.append(Received(request.path, headers, body))
        if self.holds:
            self.let_go.wait(30)
            return
        request.send_response(self.statuses.pop(0) if self.statuses else 200)
        if self.location:
            request.send_header("location", self.location)
        request.send_header("content-length", str(len(self.answer)))
        request.end_headers()
        request.wfile.write(self.answer)

    def end(self) -> None:
        """Answer no more."""
        self.let_go.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
