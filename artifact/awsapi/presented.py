"""What a request says of its own signature, in its headers or in its query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from artifact.awsapi.errors import ApiError
from artifact.awsapi.wire import Wire

ALGORITHM = "AWS4-HMAC-SHA256"
SERVICE = "artifact"
SKEW = timedelta(minutes=15)
LONGEST_PRESIGNED_SECONDS = 7 * 24 * 3600
IN_HEADER = ("Credential", "SignedHeaders", "Signature")
IN_QUERY = ("Credential", "Date", "Expires", "SignedHeaders", "Signature")
STAMP_LENGTH = len("20261231T235959Z")


@dataclass(frozen=True)
class Presented:
    """The signature and its scope. `expires` is only of one in the query string."""

    key_id: str
    date: str
    region: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str
    signed_at: datetime
    expires: timedelta | None = None
    has_session_token: bool = False

    @property
    def scope(self) -> str:
        """The credential scope that the signing key is derived for."""
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


def presented(wire: Wire) -> Presented:
    """The signature that the request carries, not yet checked.

    :raises ApiError: it has none, an incomplete one, or two.
    """
    header = wire.headers.get("authorization", "").strip()
    query = {name: value for name, value in wire.pairs if name.startswith("X-Amz-")}
    is_in_query = "X-Amz-Signature" in query
    if header and is_in_query:
        raise _incomplete("Sign in the Authorization header or in the query string, not in both.")
    if header:
        return _in_header(header, wire)
    if is_in_query:
        return _in_query(query, wire)
    raise ApiError("MissingAuthenticationTokenException", "Missing Authentication Token", 403)


def _in_header(header: str, wire: Wire) -> Presented:
    algorithm, _, rest = header.partition(" ")
    if algorithm != ALGORITHM:
        raise _incomplete(f"Authorization header must begin with {ALGORITHM}.")
    parts = [part.strip().partition("=") for part in rest.split(",")]
    said = {name: value for name, _, value in parts}
    for name in IN_HEADER:
        if not said.get(name):
            raise _incomplete(f"Authorization header requires '{name}' parameter.")
    said["Date"] = wire.headers.get("x-amz-date", "")
    return _presented(said, has_session_token="x-amz-security-token" in wire.headers)


def _in_query(query: Mapping[str, str], wire: Wire) -> Presented:
    if query.get("X-Amz-Algorithm") != ALGORITHM:
        raise _incomplete(f"X-Amz-Algorithm must be {ALGORITHM}.")
    said = {name: query.get(f"X-Amz-{name}", "") for name in IN_QUERY}
    for name, value in said.items():
        if not value:
            raise _incomplete(f"The query string requires 'X-Amz-{name}'.")
    has_token = "X-Amz-Security-Token" in query or "x-amz-security-token" in wire.headers
    return _presented(said, has_session_token=has_token, expires=_lasting(said["Expires"]))


def _lasting(seconds: str) -> timedelta:
    is_number = seconds.isascii() and seconds.isdigit() and len(seconds) < 7  # noqa: PLR2004 -- a week has six digits
    if not is_number or not 1 <= int(seconds) <= LONGEST_PRESIGNED_SECONDS:
        raise _incomplete(
            f"X-Amz-Expires must be a number of seconds from 1 to {LONGEST_PRESIGNED_SECONDS}."
        )
    return timedelta(seconds=int(seconds))


def _presented(
    said: Mapping[str, str],
    *,
    has_session_token: bool,
    expires: timedelta | None = None,
) -> Presented:
    parts = said["Credential"].split("/")
    if len(parts) != 5 or parts[4] != "aws4_request":  # noqa: PLR2004 -- key, date, region, service
        raise _incomplete("Credential must have the form KEY/DATE/REGION/artifact/aws4_request.")
    return Presented(
        key_id=parts[0],
        date=parts[1],
        region=parts[2],
        service=parts[3],
        signed_headers=tuple(said["SignedHeaders"].split(";")),
        signature=said["Signature"],
        signed_at=_instant(said["Date"]),
        expires=expires,
        has_session_token=has_session_token,
    )


def _instant(stamp: str) -> datetime:
    try:
        at = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        at = None
    # strptime takes single digits too.
    if at is None or len(stamp) != STAMP_LENGTH:
        raise _incomplete("X-Amz-Date must be there, as 20261231T235959Z.")
    return at


def _incomplete(message: str) -> ApiError:
    return ApiError("IncompleteSignatureException", message, 400)
