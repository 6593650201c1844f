"""Bytes that a browser saves and never shows."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

ANY = "application/octet-stream"


def saved(
    chunks: Iterable[bytes], filename: str, *, content_type: str = ANY
) -> StreamingHttpResponse:
    """The bytes as a file of this name, piece by piece."""
    response = StreamingHttpResponse(chunks, content_type=content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, filename))  # noqa: FBT003 -- Django's own
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
