"""What the product's tests share."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from artifact.users.models import User
from tests.artifact import factories
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["tables_can_be_emptied_by_tests"]


class SignIn:
    """Clients that are signed in."""

    def __call__(self, who: User | str) -> Client:
        """A client of this person, or of a new one with this role."""
        person = factories.user(who) if isinstance(who, str) else who
        client = Client()
        client.force_login(person)
        return client


@pytest.fixture(autouse=True, scope="session")
def static_root() -> None:
    """The folder that collectstatic would have made."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, settings: Settings) -> None:
    """Each test counts attempts on its own, and leaves the shared server to the others."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }


@pytest.fixture
def as_(db: None) -> SignIn:
    """Signs a person in without the form, which has tests of its own."""
    return SignIn()
