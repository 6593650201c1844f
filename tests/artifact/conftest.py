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


class Visitor(Client):
    """A client whose answers are ended with it, as a server ends those it has sent."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Any] = []

    def request(self, **request: Any) -> Any:
        """The answer, kept so that a copy's file is not left open."""
        answer = super().request(**request)
        self._answers.append(answer)
        return answer

    def leave(self) -> None:
        """End every answer."""
        for answer in self._answers:
            answer.close()


class SignIn:
    """Clients that are signed in."""

    def __init__(self) -> None:
        self._visitors: list[Visitor] = []

    def __call__(self, who: User | str) -> Client:
        """A client of this person, or of a new one with this role."""
        person = factories.user(who) if isinstance(who, str) else who
        visitor = Visitor()
        visitor.force_login(person)
        self._visitors.append(visitor)
        return visitor

    def end(self) -> None:
        """End what was answered to anybody."""
        for visitor in self._visitors:
            visitor.leave()


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
def as_(db: None) -> Iterator[SignIn]:
    """Signs a person in without the form, which has tests of its own."""
    sign_in = SignIn()
    yield sign_in
    sign_in.end()
