"""A busy service is asked again when it says, and nothing is written twice."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from tests.clients.machine import SOURCE


@pytest.fixture(autouse=True)
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line's modules, which are no part of the service."""
    monkeypatch.setattr(sys, "path", [str(SOURCE), *sys.path])


def asked(answers: list[httpx.Response], method: str = "GET") -> tuple[int, list[float], int]:
    """The last status, the pauses between, and how often it was asked."""
    from artifactctl.retrying import Retrying  # noqa: PLC0415 -- is found by the fixture

    pauses: list[float] = []
    left = iter(answers)
    seen = 0

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal seen
        seen += 1
        return next(left)

    within: Callable[[httpx.Request], httpx.Response] = answer
    line = httpx.Client(transport=Retrying(httpx.MockTransport(within), pauses.append))
    return line.request(method, "https://artifact.example.com/").status_code, pauses, seen


def said(status: int, after: str = "") -> httpx.Response:
    """An answer that says when to ask again."""
    return httpx.Response(status, headers={"Retry-After": after} if after else {})


def test_it_waits_as_long_as_it_is_told() -> None:
    assert asked([said(429, "7"), said(200)]) == (200, [7.0], 2)
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    status, (pause,), _ = asked([said(503, soon), said(200)])
    assert status == 200
    assert 25 < pause <= 30


def test_it_gives_up_after_a_while() -> None:
    status, pauses, seen = asked([said(502) for _ in range(10)])
    assert (status, pauses, seen) == (502, [1.0, 2.0, 4.0, 8.0, 16.0], 6)


def test_what_writes_is_sent_again_only_where_nothing_was_done() -> None:
    assert asked([said(500), said(201)], "POST") == (500, [], 1)
    assert asked([said(429, "1"), said(201)], "POST") == (201, [1.0], 2)


def test_what_is_refused_is_not_asked_again() -> None:
    assert asked([said(404)]) == (404, [], 1)
