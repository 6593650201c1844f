"""Ask the API as a program does."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from artifact.clock import now
from artifact.tokens.issue import Wanted, issue
from artifact.tokens.scopes import scopes_of
from artifact.users.models import User
from tests.artifact import factories

V1 = "/api/v1"


def token_of(
    person: User,
    *,
    scopes: Iterable[str] | None = None,
    expires_at: datetime | None = None,
    engagement: str = "",
) -> str:
    """The text of a new token of this person, with every scope of use unless told otherwise."""
    wanted = Wanted(
        name="test",
        scopes=scopes_of(person) if scopes is None else scopes,
        expires_at=expires_at or now() + timedelta(days=1),
        engagement=engagement,
    )
    return issue(person, wanted, actor="test", now=now()).text


class Program:
    """A program with somebody's token."""

    def __init__(self, person: User | str, **given: Any) -> None:
        self.person = factories.user(person) if isinstance(person, str) else person
        self.token = token_of(self.person, **given)
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        """The answer to a GET below the prefix."""
        return self.client.get(f"{V1}{path}", query, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to a POST of JSON."""
        return self.client.post(
            f"{V1}{path}", body, content_type="application/json", headers=headers
        )

    def everything(self, path: str, **query: Any) -> list[Any]:
        """The items of all pages."""
        items: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            given = {**query, **({"cursor": cursor} if cursor else {})}
            answer = self.get(path, given)
            assert answer.status_code == 200, answer.content
            items += answer.json()["items"]
            cursor = answer.json()["next"]
        return items
