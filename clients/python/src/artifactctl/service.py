"""The service over its API: questions, lists, and files to the byte."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from artifact_client import AuthenticatedClient
from artifact_client.types import UNSET

from artifactctl.refused import Refused
from artifactctl.retrying import TRIES, Retrying, sleeping
from artifactctl.saved_login import Login

PAGE = 200
SECONDS = 60.0
TERMS = "/api/problems/terms-not-accepted"


class Problem(Refused):
    """What the service answered instead: `status`, and `type` as RFC 9457 has it."""

    def __init__(self, status: int, type_: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.type = type_


class Service:
    """One service, asked with one token; `tries` is how often where it is busy or away."""

    def __init__(self, login: Login, *, tries: int = TRIES) -> None:
        self.address = login.address
        transport = Retrying(httpx.HTTPTransport(), sleeping, tries=tries)
        self.client = AuthenticatedClient(
            base_url=login.address,
            token=login.token,
            timeout=httpx.Timeout(SECONDS),
            httpx_args={"transport": transport},
        )

    def ask(self, operation: Callable[..., Any], *args: Any, **given: Any) -> Any:
        """What an operation of the generated client answers.

        :raises Refused: the service refuses, or cannot be reached.
        """
        with reaching(self.address):
            response = operation(*args, client=self.client, **given)
        if response.status_code >= httpx.codes.BAD_REQUEST or response.parsed is None:
            raise _problem(response.status_code, response.content)
        return response.parsed

    def every(self, operation: Callable[..., Any], *args: Any, **given: Any) -> Iterator[Any]:
        """The items of all pages of a list.

        :raises Refused: the service refuses, or cannot be reached.
        """
        cursor: Any = UNSET
        while cursor is not None:
            page = self.ask(operation, *args, cursor=cursor, limit=PAGE, **given)
            yield from page.items
            cursor = page.next_

    @contextmanager
    def bytes_of(self, path: str, **headers: str) -> Iterator[httpx.Response]:
        """The answer to a GET whose bytes are still to come.

        :raises Refused: the service refuses, or cannot be reached.
        """
        line = self.client.get_httpx_client()
        headers["Accept-Encoding"] = "identity"
        with (
            reaching(self.address),
            line.stream("GET", f"/api/v1{path}", headers=headers) as response,
        ):
            if response.status_code >= httpx.codes.BAD_REQUEST:
                raise _problem(response.status_code, response.read())
            yield response


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Say in words what goes wrong on the line.

    :raises Refused: something does.
    """
    try:
        yield
    except httpx.TransportError as error:
        why = str(error) or type(error).__name__
        raise Refused(f"{address} cannot be reached: {why}. Try again.") from error


def _problem(status: int, content: bytes) -> Problem:
    try:
        told = json.loads(content)
        title, detail, type_ = told["title"], told["detail"], told["type"]
    except (ValueError, KeyError, TypeError):
        return Problem(status, "", f"The service answered {status}, and not as its API does.")
    return Problem(status, type_, f"{title}: {detail}")
