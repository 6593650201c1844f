"""The API over a socket, as a program outside meets it."""

from collections.abc import Iterator
from threading import Event, Thread

import httpx
import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from tests.artifact import factories
from tests.artifact.api.asking import V1, token_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(live_server: LiveServer) -> Iterator[httpx.Client]:
    """An engineer's."""
    headers = {"Authorization": f"Bearer {token_of(factories.user('engineer'))}"}
    with httpx.Client(base_url=f"{live_server.url}{V1}/", headers=headers) as client:
        yield client


def test_every_finding_is_listed_once_while_others_are_written(program: httpx.Client) -> None:
    account = factories.account()
    before = {factories.finding(account).pk for _ in range(60)}
    has_ended = Event()

    def write() -> None:
        while not has_ended.wait(0.01):
            factories.finding(account)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    try:
        listed: list[int] = []
        answer = program.get("findings", params={"limit": 7, "fields": "id"})
        while True:
            listed += [one["id"] for one in answer.json()["items"]]
            if before <= set(listed) or "next" not in answer.links:
                break
            answer = program.get(answer.url.join(answer.links["next"]["url"]))
    finally:
        has_ended.set()
        writer.join()

    assert before <= set(listed)
    assert len(set(listed)) == len(listed)


def test_a_browser_elsewhere_is_let_read_nothing(program: httpx.Client) -> None:
    answer = program.get("me", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "set-cookie" not in answer.headers
    assert program.options("me").status_code == 405
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["vary"] == "Authorization"
    assert answer.headers["cache-control"] == "private, no-cache"


def test_a_head_has_the_length_and_no_body(program: httpx.Client) -> None:
    got, head = program.get("controls"), program.head("controls")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(got.content)
