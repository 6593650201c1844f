"""AWS Signature Version 4: whose request it is, and whether it is as it was signed.

Source: AWS General Reference, "Create a signed AWS API request". Only HMAC over headers or the
query string; no chunked bodies and no session tokens, which this service does not give out.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from artifact.awsapi.errors import ApiError, unknown_key
from artifact.awsapi.presented import ALGORITHM, SERVICE, SKEW, Presented
from artifact.awsapi.wire import Wire

UNRESERVED = "-_.~"


def check(given: Presented, wire: Wire, *, secret: str, now: datetime) -> None:
    """Refuse a request that was not signed so with this secret, or not now.

    :raises ApiError: with the code that AWS answers.
    """
    _check_scope(given, now)
    _check_headers(given, wire)
    text = "\n".join(
        [
            ALGORITHM,
            f"{given.signed_at:%Y%m%dT%H%M%SZ}",
            given.scope,
            sha256(_canonical_request(given, wire).encode()).hexdigest(),
        ]
    )
    key = _signing_key(secret, given.date, given.region, given.service)
    expected = hmac.new(key, text.encode(), sha256).hexdigest()
    if not _is_same(expected, given.signature):
        raise _invalid(
            "The request signature we calculated does not match the signature you provided. "
            "Check your secret access key and signing method."
        )


def _check_scope(given: Presented, now: datetime) -> None:
    if given.service != SERVICE:
        raise _invalid(f"Credential should be scoped to correct service: '{SERVICE}'.")
    if given.date != f"{given.signed_at:%Y%m%d}":
        raise _invalid("Date in Credential scope does not match YYYYMMDD from X-Amz-Date.")
    lasts = given.expires if given.expires is not None else SKEW
    signed, here = f"{given.signed_at:%Y%m%dT%H%M%SZ}", f"{now:%Y%m%dT%H%M%SZ}"
    if now > given.signed_at + lasts:
        first = f"{now - lasts:%Y%m%dT%H%M%SZ} ({here} - {int(lasts.total_seconds())} s)"
        raise _invalid(f"Signature expired: {signed} is now earlier than {first}.")
    if given.signed_at > now + SKEW:
        last = f"{now + SKEW:%Y%m%dT%H%M%SZ} ({here} + {int(SKEW.total_seconds())} s)"
        raise _invalid(f"Signature not yet current: {signed} is still later than {last}.")


def _check_headers(given: Presented, wire: Wire) -> None:
    if given.has_session_token:
        raise unknown_key()
    own = {name for name in wire.headers if name.startswith("x-amz-")}
    unsigned = ({"host"} | own) - set(given.signed_headers)
    if unsigned:
        raise _invalid(f"These headers must be signed: {', '.join(sorted(unsigned))}.")
    said = wire.headers.get("x-amz-content-sha256")
    if said is not None and not _is_same(said, sha256(wire.body).hexdigest()):
        raise _invalid("X-Amz-Content-SHA256 is not the SHA-256 of the body.")


def _canonical_request(given: Presented, wire: Wire) -> str:
    headers = "".join(f"{name}:{_value(name, wire)}\n" for name in given.signed_headers)
    # In the query form alone the signature is no part of what it signs.
    left_out = {"X-Amz-Signature"} if given.expires is not None else set()
    return "\n".join(
        [
            wire.method,
            # Every service but S3 encodes the path, which is encoded already, once more.
            quote(_normal(wire.path), safe=f"/{UNRESERVED}"),
            _canonical_query(pair for pair in wire.pairs if pair[0] not in left_out),
            headers,
            ";".join(given.signed_headers),
            sha256(wire.body).hexdigest(),
        ]
    )


def _value(name: str, wire: Wire) -> str:
    value = re.sub(" +", " ", wire.headers.get(name, "").strip())
    # SDKs sign the host in lower case, whatever is sent.
    return value.lower() if name == "host" else value


def _normal(path: str) -> str:
    """Without empty, `.` and `..` segments (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if path.endswith("/") and kept else "")


def _canonical_query(pairs: Iterable[tuple[str, str]]) -> str:
    encoded = [
        (quote(name, safe=UNRESERVED), quote(value, safe=UNRESERVED)) for name, value in pairs
    ]
    return "&".join(f"{name}={value}" for name, value in sorted(encoded))


@lru_cache(maxsize=1024)
def _signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), sha256).digest()
    return key


def _is_same(one: str, other: str) -> bool:
    # As bytes: of text, compare_digest takes ASCII alone, and a client may send anything.
    return hmac.compare_digest(one.encode(), other.encode())


def _invalid(message: str) -> ApiError:
    return ApiError("InvalidSignatureException", message, 403)
