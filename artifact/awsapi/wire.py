"""A request as it came over the wire, before anything was decoded."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest

LARGEST_BODY_BYTES = 10_000_000


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
    path, _, query = raw.partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Wire(request.method or "", path, query, headers, request.body)
