"""Stored bytes, handed to the browser exactly as they are kept."""

from django.http import HttpResponse

from compliance.evidence.store import get

SHOWN = {"application/pdf": "application/pdf", "text/plain": "text/plain; charset=utf-8"}


def exact_bytes(sha256: str, media_type: str) -> HttpResponse:
    """The bytes, shown where a browser can do that without running anything; else saved.

    :raises BlobDamaged: they are missing or altered.
    """
    is_shown = media_type in SHOWN
    return HttpResponse(
        get(sha256),
        content_type=SHOWN.get(media_type, "application/octet-stream"),
        headers={
            "Content-Disposition": "inline" if is_shown else "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
