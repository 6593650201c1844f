"""What the product's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from artifact.users.models import User
from tests.artifact import factories
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["tables_can_be_emptied_by_tests"]


@pytest.fixture(autouse=True, scope="session")
def static_root() -> None:
    """The folder that collectstatic would have made."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def no_counted_attempts() -> Iterator[None]:
    """Each test starts without the sign-in attempts of others."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def as_(db: None) -> "SignIn":
    """Signs a person in without the form, which has tests of its own."""
    return SignIn()


class SignIn:
    """Clients that are signed in."""

    def __call__(self, who: User | str) -> Client:
        """A client of this person, or of a new one with this role."""
        person = factories.user(who) if isinstance(who, str) else who
        client = Client()
        client.force_login(person)
        return client
