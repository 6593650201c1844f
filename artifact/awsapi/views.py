"""The one view of AWS's protocol: no cookies, no redirects, every answer JSON."""

import json
import logging
from collections.abc import Mapping
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from artifact.awsapi.authenticate import authenticate, note_use
from artifact.awsapi.errors import ApiError, denied, insecure, internal, invalid, unknown_operation
from artifact.awsapi.event import Heard, user_arn, write_event
from artifact.awsapi.given import given
from artifact.awsapi.operation import OPERATIONS, Call, Operation
from artifact.awsapi.throttle import throttle, throttle_refused
from artifact.awsapi.wire import BodyTooLarge, wire_of
from artifact.clock import now
from artifact.users.address import client_address
from artifact.users.caller import Caller, Channel
from artifact.users.policy import may

logger = logging.getLogger(__name__)
JSON = "application/json"


def aws(request: HttpRequest, path: str) -> HttpResponse:
    """Answer one request of an AWS SDK, and keep that it was made."""
    heard = Heard(request_id=uuid4(), at=now())
    response = _told(request, path, heard)
    try:
        _keep(request, heard)
    except ApiError as error:
        response = _refusal(error)
    except Exception:
        # What cannot be written down is not handed out.
        logger.exception("request %s over AWS's protocol was not kept", heard.request_id)
        response = _refusal(internal())
    return _with_id(response, heard.request_id)


def _told(request: HttpRequest, path: str, heard: Heard) -> HttpResponse:
    try:
        return _answer(request, path, heard)
    except ApiError as error:
        heard.error = error
    except Exception:
        logger.exception("request %s over AWS's protocol", heard.request_id)
        heard.error = internal()
    return _refusal(heard.error)


def _answer(request: HttpRequest, path: str, heard: Heard) -> HttpResponse:
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise insecure()
    try:
        wire = wire_of(request)
    except BodyTooLarge:
        raise invalid("other", "The body is larger than any operation takes.") from None
    heard.signed = authenticate(wire, now=heard.at)
    user, key = heard.signed.key.user, heard.signed.key
    throttle(key.key_id, now=heard.at)
    heard.operation, named = _operation(wire.method, path)
    address = client_address(request)
    note_use(key, operation=heard.operation.name, address=address, now=heard.at)
    if not may(user, heard.operation.action):
        raise denied(user_arn(user), heard.operation.name)
    members = given(heard.operation, wire, named)
    heard.parameters = members.model_dump(mode="json", exclude_unset=True)
    call = Call(
        operation=heard.operation.name,
        caller=Caller(user, Channel.AWS, address, request.headers.get("User-Agent", "")),
        key=key,
        user_arn=user_arn(user),
        now=heard.at,
    )
    answer = heard.operation.run(call, members)
    return HttpResponse(json.dumps(answer), status=heard.operation.status, content_type=JSON)


def _operation(method: str, path: str) -> tuple[Operation, Mapping[str, str]]:
    for one in OPERATIONS.values():
        match = one.path.fullmatch(path) if one.method == method else None
        if match:
            return one, match.groupdict()
    raise unknown_operation()


def _keep(request: HttpRequest, heard: Heard) -> None:
    """A row of every request that a key in force signed, within what the key may ask.

    Of others there is a line in the log, and of too many from one address not even that: nobody
    fills the database, or the disk, without a key.

    :raises ApiError: the address has been refused too often.
    """
    if heard.signed is None:
        throttle_refused(client_address(request) or "", now=heard.at)
        logger.warning("request %s was refused: %s", heard.request_id, heard.error)
    elif heard.error is None or heard.error.code != "ThrottlingException":
        write_event(heard, request)


def _refusal(error: ApiError) -> HttpResponse:
    members = {"__type": error.code, "message": error.message, **error.members}
    response = HttpResponse(json.dumps(members), status=error.status, content_type=JSON)
    response["x-amzn-ErrorType"] = error.code
    if error.retry_after_seconds is not None:
        response["Retry-After"] = str(error.retry_after_seconds)
        response["x-amz-retry-after"] = str(error.retry_after_seconds * 1000)
    return response


def _with_id(response: HttpResponse, request_id: UUID) -> HttpResponse:
    response["x-amzn-RequestId"] = str(request_id)
    response["Content-Length"] = str(len(response.content))
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # Django would log each refusal once more, also those of which there shall be no line.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- its own mark
    return response
