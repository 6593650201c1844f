"""The emulated AWS over HTTP: with the seeded estate, and empty."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from demo.seed import seed
from demo.truth import Expected, truth
from tests.demo.serving import Server, serving


@pytest.fixture(scope="session")
def estate() -> Iterator[str]:
    """The address of a server with the made-up company's whole estate."""
    with serving() as server:
        seed(server.url, now=datetime.now(UTC))
        yield server.url


@pytest.fixture(scope="session")
def expected(estate: str) -> list[Expected]:
    """What is to be found in it, which no test changes."""
    return truth(estate)


@pytest.fixture(scope="module")
def served(aws_server: Server) -> Server:
    """A server that holds what the module's tests put there."""
    aws_server.empty()
    return aws_server


@pytest.fixture
def aws(served: Server) -> Iterator[Server]:
    """The module's server, without overrides, faults and calls of other tests."""
    served.post("reset")
    yield served
    served.post("reset")
