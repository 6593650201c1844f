"""Addresses asked one after the other, each as if no other had been."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.once import taken_back

# Address, method, who is let in.
Door = tuple[str, str, frozenset[str]]


def cookies_of(client: Client) -> str:
    """What the browser of a person who signed in sends."""
    return client.cookies.output(header="", sep=";")


def answer(cookies: str, method: str, path: str) -> Any:
    """What a browser with these cookies is answered; why it is a 500, if it is, the log says."""
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    with taken_back():
        return getattr(client, method)(path)


def is_let_in(found: HttpResponse) -> bool:
    """The page is theirs, and no cache keeps it."""
    return found.status_code in {200, 302} and "no-store" in found.headers.get("Cache-Control", "")


def is_sent_to_sign_in(found: HttpResponse) -> bool:
    """The form opens, and leads back here."""
    target = found.headers.get("Location", "")
    return found.status_code == 302 and target.startswith("/sign-in/login/?next=/")
