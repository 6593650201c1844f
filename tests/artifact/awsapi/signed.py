"""Requests signed by botocore and sent as they are, so that a test can change them on the way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from artifact.access_keys.issue import IssuedKey
from artifact.clock import now

LIST = "/aws/v1/report/list"


@dataclass(frozen=True)
class Ask:
    """A request before it is signed: its target is as it goes over the line."""

    target: str = LIST
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    service: str = "artifact"
    region: str = "eu-west-1"
    session_token: str | None = None
    offset: timedelta = timedelta()


@dataclass(frozen=True)
class Sent:
    """A signed request, ready to be sent."""

    host: str
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    def but(self, *, headers: Mapping[str, str | None] | None = None, **changed: Any) -> "Sent":
        """The same with something changed after it was signed; None takes a header away."""
        merged = {**self.headers, **(headers or {})}
        kept = {name: value for name, value in merged.items() if value is not None}
        return replace(self, headers=kept, **changed)

    def answer(self) -> "Answer":
        """What the server says."""
        return send(self.host, self.method, self.target, self.headers, self.body)


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """Its error, as header and body say alike; empty where it has none."""
        said = str(json.loads(self.body).get("__type", ""))
        assert self.headers.get("x-amzn-errortype", "") == said
        assert self.headers["content-type"] == "application/json"
        return said

    @property
    def message(self) -> str:
        """What it says of the error."""
        return str(json.loads(self.body)["message"])


def sign(url: str, key: IssuedKey, ask: Ask = Ask()) -> Sent:
    """The request as botocore signs it now, or `offset` from now."""
    request = AWSRequest(
        ask.method, f"{url}{ask.target}", headers=dict(ask.headers), data=ask.body
    )
    secret = Credentials(key.key.key_id, key.secret, ask.session_token)
    _At(secret, ask.service, ask.region, lambda: now() + ask.offset).add_auth(request)
    prepared = request.prepare()
    headers = {name: _text(value) for name, value in prepared.headers.items()}
    return Sent(urlsplit(url).netloc, ask.method, ask.target, headers, ask.body)


class _At(SigV4Auth):
    """botocore's own signer, at an instant of the test's."""

    def __init__(
        self, secret: Credentials, service: str, region: str, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(secret, service, region)
        self._clock = clock

    def add_auth(self, request: AWSRequest) -> None:
        """Sign; botocore reads a clock here, and is given another."""
        request.context["timestamp"] = f"{self._clock():%Y%m%dT%H%M%SZ}"
        self._modify_request_before_signing(request)  # type: ignore[attr-defined]  # its stubs are for users
        canonical = self.canonical_request(request)
        signature = self.signature(self.string_to_sign(request, canonical), request)
        self._inject_signature_to_request(request, signature)  # type: ignore[attr-defined]  # as above


def send(
    host: str, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
) -> Answer:
    """Ask, with nothing added or put right."""
    line = HTTPConnection(host, timeout=30)
    try:
        line.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        lengths = {"Content-Length": str(len(body))} if body else {}
        for name, value in {"Host": host, **lengths, **headers}.items():
            line.putheader(name, value.encode())
        line.endheaders(body or None)
        got = line.getresponse()
        return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
    finally:
        line.close()


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
