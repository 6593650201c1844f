"""A request as it came over the wire, before anything was decoded."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.http import HttpRequest

# Django itself reads no more than two and a half megabytes; no operation here needs a tenth.
LARGEST_BODY_BYTES = 1_000_000


class BodyTooLarge(Exception):
    """More bytes than any operation takes."""


@dataclass(frozen=True)
class Wire:
    """`path` and `query` are still percent-encoded; the names of `headers` are lower-case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The members of the query string, in their order and as often as they are there.

        A plus is a plus: form decoding would make a space of what the signature has as `%2B`.
        """
        parts = [part.partition("=") for part in self.query.split("&") if part]
        return [(unquote(name), unquote(value)) for name, _, value in parts]


def wire_of(request: HttpRequest) -> Wire:
    """The request, as its client signed it.

    gunicorn keeps the target of the request line in RAW_URI; a server that does not is believed
    to have got a path without encoded slashes.

    :raises BodyTooLarge: nothing of the body was read.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY_BYTES:
        raise BodyTooLarge
    raw = request.META.get("RAW_URI") or quote(
        request.get_full_path_info(), safe="/?&=%~:@+,;$!*'()"
    )
    path, _, query = _without_host(raw).partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Wire(request.method or "", path, query, headers, request.body)


def _without_host(target: str) -> str:
    """A request line may name scheme and host too (RFC 9112, section 3.2.2)."""
    if target.startswith("/"):
        return target
    parts = urlsplit(target)
    return f"{parts.path or '/'}?{parts.query}"
