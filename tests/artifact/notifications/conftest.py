"""What tests of notifications share."""

from collections.abc import Iterator

import pytest

from tests.artifact.notifications.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program that answers 200."""
    made = Receiver()
    yield made
    made.end()
