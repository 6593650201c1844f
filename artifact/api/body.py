"""Stored bytes over the line, whole or in part, with their digest."""

import base64
import re
from hashlib import sha256 as hash_of

from django.http import HttpResponse

from artifact.api.call import ApiRequest
from artifact.api.problems import RANGE_UNSATISFIABLE, Problem
from compliance.evidence.store import BlobDamaged

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def exact_body(request: ApiRequest, body: bytes, *, sha256: str, name: str) -> HttpResponse:
    """The bytes, or the part that `Range` asks for (RFC 9110, section 14), as a file.

    What is no single range of bytes is passed over, as the RFC lets servers do.

    :raises Problem: the range lies outside.
    :raises BlobDamaged: the bytes have another SHA-256 than the one that was kept.
    """
    digest = hash_of(body).digest()
    if digest.hex() != sha256:
        raise BlobDamaged(sha256, f"is not what {name} was kept as")
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    part = None
    if match and match[0] != "bytes=-" and _is_meant(request, sha256):
        part = _part(match[1], match[2], len(body))
    response = HttpResponse(
        body if part is None else body[part],
        status=200 if part is None else 206,
        content_type="application/octet-stream",
        headers={
            "Accept-Ranges": "bytes",
            "Content-Disposition": f'attachment; filename="{name}"',
            "ETag": f'"{sha256}"',
            # Of the whole body, also with a part of it (RFC 9530).
            "Repr-Digest": f"sha-256=:{base64.b64encode(digest).decode()}:",
            "X-Body-SHA256": sha256,
        },
    )
    if part is not None:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(body)}"
    return response


def _is_meant(request: ApiRequest, sha256: str) -> bool:
    """A part is wanted only of the body that the caller has begun with."""
    return request.headers.get("If-Range", f'"{sha256}"') == f'"{sha256}"'


def _part(first: str, last: str, size: int) -> slice:
    """Which bytes; `-5` are the last five, `5-` those from the sixth on."""
    begin = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if begin > end:
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(RANGE_UNSATISFIABLE, headers=headers)
    return slice(begin, end + 1)
