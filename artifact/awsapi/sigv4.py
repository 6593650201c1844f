"""AWS Signature Version 4: whose request it is, and whether it is as it was signed.

Source: AWS General Reference, "Create a signed AWS API request". Only HMAC over headers or the
query string; no chunked bodies and no session tokens, which this service does not give out.
"""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

from artifact.awsapi.errors import ApiError
from artifact.awsapi.wire import Wire

ALGORITHM = "AWS4-HMAC-SHA256"
SERVICE = "artifact"
SKEW = timedelta(minutes=15)
LONGEST_PRESIGNED = timedelta(days=7)
UNRESERVED = "-_.~"
HEADER = re.compile(
    r"AWS4-HMAC-SHA256 +Credential=(?P<credential>[^,\s]+), *SignedHeaders=(?P<signed>[^,\s]+), *"
    r"Signature=(?P<signature>[0-9a-f]{64})"
)


@dataclass(frozen=True)
class Presented:
    """What a request says of its own signature. `expires` is only of one in the query string."""

    key_id: str
    date: str
    region: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str
    signed_at: datetime
    expires: timedelta | None = None

    @property
    def scope(self) -> str:
        """The credential scope that the signing key is derived for."""
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


def presented(wire: Wire) -> Presented:
    """The signature that the request carries, not yet checked.

    :raises ApiError: it has none, or an incomplete one.
    """
    if header := wire.headers.get("authorization"):
        return _in_headers(header, wire)
    query = dict(_pairs(wire.query))
    if "X-Amz-Signature" in query:
        return _in_query(query)
    raise ApiError("MissingAuthenticationTokenException", "Missing Authentication Token", 403)


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
    if not hmac.compare_digest(expected, given.signature):
        raise _invalid(
            "The request signature we calculated does not match the signature you provided. "
            "Check your secret access key and signing method."
        )


def _in_headers(header: str, wire: Wire) -> Presented:
    match = HEADER.fullmatch(header.strip())
    if match is None:
        raise _incomplete("Authorization header requires Credential, SignedHeaders and Signature.")
    at = wire.headers.get("x-amz-date", "")
    return _presented(match["credential"], at, match["signed"], match["signature"], None)


def _in_query(query: dict[str, str]) -> Presented:
    wanted = ("X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders")
    missing = [name for name in wanted if name not in query]
    if missing or query.get("X-Amz-Algorithm") != ALGORITHM:
        raise _incomplete(f"The query string lacks {', '.join(missing) or 'X-Amz-Algorithm'}.")
    seconds = query["X-Amz-Expires"]
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 6:  # noqa: PLR2004 -- a week has six digits
        raise _incomplete("X-Amz-Expires must be a number of seconds.")
    expires = timedelta(seconds=int(seconds))
    if expires > LONGEST_PRESIGNED:
        raise _incomplete("X-Amz-Expires must be less than a week (in seconds).")
    return _presented(
        query["X-Amz-Credential"],
        query["X-Amz-Date"],
        query["X-Amz-SignedHeaders"],
        query["X-Amz-Signature"],
        expires,
    )


def _presented(
    credential: str, at: str, signed: str, signature: str, expires: timedelta | None
) -> Presented:
    parts = credential.split("/")
    if len(parts) != 5 or parts[4] != "aws4_request":  # noqa: PLR2004 -- key, date, region, service
        raise _incomplete("Credential must have the form KEY/DATE/REGION/artifact/aws4_request.")
    try:
        signed_at = datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise _incomplete("X-Amz-Date must be there, as 20261231T235959Z.") from None
    return Presented(
        key_id=parts[0],
        date=parts[1],
        region=parts[2],
        service=parts[3],
        signed_headers=tuple(signed.split(";")),
        signature=signature,
        signed_at=signed_at,
        expires=expires,
    )


def _check_scope(given: Presented, now: datetime) -> None:
    if given.service != SERVICE:
        raise _invalid(f"Credential should be scoped to correct service: '{SERVICE}'.")
    if given.date != f"{given.signed_at:%Y%m%d}":
        raise _invalid("Date in Credential scope does not match YYYYMMDD from X-Amz-Date.")
    last = given.signed_at + (given.expires if given.expires is not None else SKEW)
    stamps = f"{given.signed_at:%Y%m%dT%H%M%SZ}", f"{now:%Y%m%dT%H%M%SZ}"
    if now > last:
        raise _invalid(f"Signature expired: {stamps[0]} is too long before {stamps[1]}.")
    if given.signed_at > now + SKEW:
        raise _invalid(f"Signature not yet current: {stamps[0]} is still later than {stamps[1]}.")


def _check_headers(given: Presented, wire: Wire) -> None:
    if "x-amz-security-token" in wire.headers:
        raise ApiError(
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            403,
        )
    own = {name for name in wire.headers if name.startswith("x-amz-")}
    unsigned = ({"host"} | own) - set(given.signed_headers)
    if unsigned:
        raise _invalid(f"These headers must be signed: {', '.join(sorted(unsigned))}.")
    said = wire.headers.get("x-amz-content-sha256")
    if said is not None and not hmac.compare_digest(said, sha256(wire.body).hexdigest()):
        raise _invalid("X-Amz-Content-SHA256 is not the SHA-256 of the body.")


def _canonical_request(given: Presented, wire: Wire) -> str:
    headers = "".join(
        f"{name}:{re.sub(' +', ' ', wire.headers.get(name, '').strip())}\n"
        for name in given.signed_headers
    )
    pairs = [pair for pair in _pairs(wire.query) if pair[0] != "X-Amz-Signature"]
    return "\n".join(
        [
            wire.method,
            # Every service but S3 encodes the path, which is encoded already, once more.
            quote(_normal(wire.path), safe=f"/{UNRESERVED}"),
            _canonical_query(pairs),
            headers,
            ";".join(given.signed_headers),
            sha256(wire.body).hexdigest(),
        ]
    )


def _normal(path: str) -> str:
    """Without empty, `.` and `..` segments (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if path.endswith("/") and kept else "")


def _pairs(query: str) -> list[tuple[str, str]]:
    # A plus is a plus: form decoding would make a space of it.
    parts = [part.partition("=") for part in query.split("&") if part]
    return [(unquote(name), unquote(value)) for name, _, value in parts]


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


def _invalid(message: str) -> ApiError:
    return ApiError("InvalidSignatureException", message, 403)


def _incomplete(message: str) -> ApiError:
    return ApiError("IncompleteSignatureException", message, 400)
