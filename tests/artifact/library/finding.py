"""Searching the library as somebody."""

from typing import Any

from artifact.clock import now
from artifact.library.search import Wanted, search
from artifact.users.models import User
from tests.artifact import factories


def found(reader: User | None = None, **wanted: Any) -> list[str]:
    """The titles, in their order."""
    return [one.title for one in search(Wanted(**wanted), reader=reader, now=now())]


def granted(**grant: Any) -> User:
    """A customer's person with this grant."""
    person = factories.user("customer")
    factories.grant(person, **grant)
    return person
