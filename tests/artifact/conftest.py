"""What the product's tests share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(autouse=True)
def ended_answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every answer is ended, as a server does; a copy's file would be left open else."""
    answers: list[Any] = []
    request = Client.request

    def kept(client: Client, **given: Any) -> Any:
        answers.append(request(client, **given))
        return answers[-1]

    monkeypatch.setattr(Client, "request", kept)
    yield
    # Not `answer.close()`, which also tends the database, from which the test is shut off by now.
    for answer in answers:
        for close in answer._resource_closers:
            close()


@pytest.fixture(autouse=True, scope="session")
def static_root() -> None:
    """The folder that collectstatic would have made."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Each test counts attempts on its own, and leaves the shared server to the others."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": request.node.nodeid,
        }
    }


@pytest.fixture
def as_(db: None) -> SignIn:
    """Signs a person in without the form, which has tests of its own."""
    return SignIn()
