"""Addresses asked one after the other, each as if no other had been."""

from collections.abc import Callable, Sequence
from http.cookies import SimpleCookie
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.once import taken_back

# One for all: what stands between it and the views is made with the first request of each.
_browser = Client(raise_request_exception=False)

# Address, method, who is let in.
Door = tuple[str, str, frozenset[str]]


def cookies_of(client: Client) -> str:
    """What the browser of a person who signed in sends."""
    return client.cookies.output(header="", sep=";")


def answer(cookies: str, method: str, path: str) -> Any:
    """What a browser with these cookies is answered; why it is a 500, if it is, the log says."""
    _browser.cookies = SimpleCookie(cookies)
    with taken_back():
        return getattr(_browser, method)(path)


def wrong_for(
    kind: str, cookies: str, doors: Sequence[Door], address: Callable[[str], str]
) -> str:
    """Doors that let a person of this kind in wrongly, or do not, a line each."""
    wrong = []
    for path, method, let_in in doors:
        found = answer(cookies, method, address(path))
        if not (_is_let_in(found) if kind in let_in else found.status_code == 404):
            wrong.append(f"{method} {path}: {found.status_code}")
    return "\n".join(wrong)


def wrong_for_strangers(doors: Sequence[Door], address: Callable[[str], str]) -> str:
    """Doors that do not lead to the form whoever has not signed in, a line each."""
    wrong = []
    for path, method, _ in doors:
        found = answer("", method, address(path))
        if not _is_sent_to_sign_in(found):
            wrong.append(f"{method} {path}: {found.status_code}")
    return "\n".join(wrong)


def other_method(path: str, doors: Sequence[Door]) -> str:
    """One by which nothing is to be had at this address."""
    reads_only = {method for name, method, _ in doors if name == path} == {"get"}
    return "post" if reads_only else "delete"


def _is_let_in(found: HttpResponse) -> bool:
    """The page is theirs, and no cache keeps it."""
    return found.status_code in {200, 302} and "no-store" in found.headers.get("Cache-Control", "")


def _is_sent_to_sign_in(found: HttpResponse) -> bool:
    """The form opens, and leads back here."""
    target = found.headers.get("Location", "")
    return found.status_code == 302 and target.startswith("/sign-in/login/?next=/")
