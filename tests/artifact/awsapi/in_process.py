"""boto3 against Django's own server, in the process of the test."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
import urllib3
from botocore.config import Config
from pytest_django.live_server_helper import LiveServer

from artifact.access_keys.issue import issue
from artifact.clock import now
from artifact.users.models import User

Client = Callable[..., Any]


@pytest.fixture
def client_of(live_server: LiveServer, settings: Any, transactional_db: None) -> Iterator[Client]:
    """Makes boto3 clients that sign with a person's new key."""
    settings.SITE_URL = live_server.url
    made: list[Any] = []
    # Other servers of the tests have threads that wait for their own clients.
    others = set(threading.enumerate())

    def client(user: User, **changed: Any) -> Any:
        issued = issue(user, actor="test", now=now())
        given: dict[str, Any] = {
            "region_name": "eu-west-1",
            "endpoint_url": f"{live_server.url}/aws",
            "aws_access_key_id": issued.key.key_id,
            "aws_secret_access_key": issued.secret,
            "config": Config(retries={"total_max_attempts": 1}),
            **changed,
        }
        made.append(boto3.client("artifact", **given))
        return made[-1]

    yield client
    # A kept connection keeps the server's thread and its database session.
    for one in made:
        one.close()
    for thread in set(threading.enumerate()) - others:
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


def fetch(address: str) -> urllib3.BaseHTTPResponse:
    """What the address answers."""
    with urllib3.PoolManager() as pool:
        return pool.request("GET", address)
