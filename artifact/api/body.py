"""Stored bytes over the line, whole or in part, with their digest."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256 as hash_of
from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from artifact.api.call import ApiRequest
from artifact.api.problems import RANGE_UNSATISFIABLE, Problem
from compliance.aws.spool import CHUNK, Spool
from compliance.evidence.store import BlobDamaged

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
BYTES = "application/octet-stream"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def exact_body(request: ApiRequest, body: bytes, *, sha256: str, name: str) -> HttpResponse:
    """The bytes, or the part that `Range` asks for (RFC 9110, section 14), as a file.

    What is no single range of bytes is passed over, as the RFC lets servers do.

    :raises Problem: the range lies outside.
    :raises BlobDamaged: the bytes have another SHA-256 than the one that was kept.
    """
    if hash_of(body).hexdigest() != sha256:
        raise BlobDamaged(sha256, f"is not what {name} was kept as")
    part = _part_asked(request, len(body), sha256)
    response = HttpResponse(
        body if part is None else body[part], content_type=BYTES, headers=_headers(sha256, name)
    )
    return _told(response, part, len(body))


def kept_body(
    request: ApiRequest, content: Spool, *, sha256: str, name: str, media_type: str = BYTES
) -> HttpResponseBase:
    """As `exact_body`, piece by piece, of bytes that the store has verified.

    :raises Problem: the range lies outside.
    """
    part = _part_asked(request, content.size_bytes, sha256)
    wanted = part or slice(0, content.size_bytes)
    headers = {**_headers(sha256, name), "Content-Length": str(wanted.stop - wanted.start)}
    pieces = _pieces(content, wanted)
    response = StreamingHttpResponse(pieces, content_type=media_type, headers=headers)
    return _told(response, part, content.size_bytes)


def _headers(sha256: str, name: str) -> dict[str, str]:
    digest = base64.b64encode(bytes.fromhex(sha256)).decode()
    return {
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": f'"{sha256}"',
        # Of the whole body, also with a part of it (RFC 9530).
        "Repr-Digest": f"sha-256=:{digest}:",
        "X-Body-SHA256": sha256,
    }


def _told(response: Answer, part: slice | None, size: int) -> Answer:
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response


def _pieces(content: Spool, part: slice) -> Iterator[bytes]:
    for offset in range(part.start, part.stop, CHUNK):
        yield content.read(offset, min(CHUNK, part.stop - offset))


def _part_asked(request: ApiRequest, size: int, sha256: str) -> slice | None:
    """Which part is asked for; a part is wanted only of the body that the caller began with."""
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    is_meant = request.headers.get("If-Range", f'"{sha256}"') == f'"{sha256}"'
    if not match or match[0] == "bytes=-" or not is_meant:
        return None
    return _part(match[1], match[2], size)


def _part(first: str, last: str, size: int) -> slice:
    """Which bytes; `-5` are the last five, `5-` those from the sixth on."""
    begin = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if begin > end:
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(RANGE_UNSATISFIABLE, headers=headers)
    return slice(begin, end + 1)
