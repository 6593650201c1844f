"""An AWS to demonstrate and test against: moto's server, corrected, that can also refuse.

    python -m demo.aws_server --port 5000 [--latency-ms 50]

`POST /_estate/members` lays members over answers, `POST /_estate/refusals` makes calls fail as AWS
would, `GET /_estate/calls` lists the reads that were made, `POST /_estate/reset` forgets all.
"""

import argparse
import json
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

from demo.answers import Beside, corrected
from demo.asked import Asked, asked
from demo.refusals import refusal, unassumable

StartResponse = Callable[..., Any]
JSON = "application/x-amz-json-1.1"


class Server:
    """A WSGI application before moto's."""

    def __init__(self, *, latency_seconds: float = 0.0) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._beside = Beside()
        self._latency_seconds = latency_seconds

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"].startswith("/_estate/"):
            return self._estate(environ, start)
        request = asked(environ)
        if request is None:
            return list(self._moto(environ, start))
        time.sleep(self._latency_seconds)
        with self._beside.lock:
            self._beside.calls.append(request)
        refused = unassumable(request) or refusal(request, self._beside.refusals)
        if refused:
            start(refused.status, list(refused.headers))
            return [refused.body]
        return self._answer(request, environ, start)

    def _answer(
        self, request: Asked, environ: dict[str, Any], start: StartResponse
    ) -> Iterable[bytes]:
        began: list[Any] = []
        answered = self._moto(environ, lambda *how: began.extend(how))
        body = b"".join(answered)
        status, headers = began[0], began[1]
        if status.startswith("200") and request.service in {"kms", "secretsmanager", "cloudtrail"}:
            answer = corrected(request, json.loads(body or b"{}"), self._beside)
            body = json.dumps(answer, separators=(",", ":")).encode()
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]

    def _estate(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent = json.loads(body or b"null")
        answer: object = {}
        with self._beside.lock:
            match environ["PATH_INFO"].removeprefix("/_estate/"):
                case "members":
                    for one in sent:
                        key = (one["operation"], one["arn"])
                        known = self._beside.members.get(key, {})
                        self._beside.members[key] = {**known, **one["members"]}
                case "refusals":
                    self._beside.refusals[:] = sent
                case "calls":
                    answer = [vars(one) for one in self._beside.calls]
                case "reset":
                    self._beside.members.clear()
                    self._beside.refusals.clear()
                    self._beside.calls.clear()
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answer, default=str).encode()]


def main() -> None:
    """Serve on 127.0.0.1 until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--latency-ms", type=int, default=0)
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = Server(latency_seconds=options.latency_ms / 1000)
    run_simple("127.0.0.1", options.port, server, threaded=True)


if __name__ == "__main__":
    main()
