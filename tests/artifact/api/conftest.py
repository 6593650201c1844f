"""What the API's tests share."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def no_rate(settings: Settings) -> None:
    """Tests ask more often than a program should; the limit has a test of its own."""
    settings.API_RATE = settings.API_REFUSED_RATE = "100000/second"
