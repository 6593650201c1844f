"""The one view of AWS's protocol: no cookies, no redirects, every answer JSON."""

import json
import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError

from artifact.awsapi.authenticate import authenticate, note_use
from artifact.awsapi.errors import ApiError, denied, invalid, unknown_operation
from artifact.awsapi.event import Heard, user_arn, write_event
from artifact.awsapi.operation import OPERATIONS, Call, Input, Operation
from artifact.awsapi.throttle import throttle
from artifact.awsapi.wire import BodyTooLarge, Wire, wire_of
from artifact.clock import now
from artifact.users.address import client_address
from artifact.users.caller import Caller, Channel
from artifact.users.policy import may

logger = logging.getLogger(__name__)
JSON = "application/json"


@csrf_exempt
@login_not_required
def aws(request: HttpRequest, path: str) -> HttpResponse:
    """Answer one request of an AWS SDK, and keep that it was made."""
    heard = Heard(request_id=uuid4(), at=now())
    try:
        response = _answer(request, f"/{path}", heard)
    except ApiError as error:
        heard.error = error
        response = _refusal(error)
    except Exception:
        logger.exception("request %s over AWS's protocol", heard.request_id)
        heard.error = ApiError("InternalServerException", "An internal error occurred.", 500)
        response = _refusal(heard.error)
    if heard.signed:
        write_event(heard, request)
    else:
        logger.warning("request %s was refused: %s", heard.request_id, heard.error)
    return _with_id(response, heard.request_id)


def _answer(request: HttpRequest, path: str, heard: Heard) -> HttpResponse:
    try:
        wire = wire_of(request)
    except BodyTooLarge:
        raise invalid("other", "The body is larger than any operation takes.") from None
    heard.signed = authenticate(wire, now=heard.at)
    user, key = heard.signed.key.user, heard.signed.key
    throttle(key.key_id)
    heard.operation, named = _operation(wire.method, path)
    note_use(key, operation=heard.operation.name, address=client_address(request), now=heard.at)
    if not may(user, heard.operation.action):
        raise denied(user_arn(user), heard.operation.name)
    given = _given(heard.operation, request, wire, named)
    heard.parameters = given.model_dump(mode="json", exclude_unset=True)
    call = Call(
        operation=heard.operation.name,
        caller=Caller(
            user=user,
            channel=Channel.AWS,
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
        ),
        key=key,
        user_arn=user_arn(user),
        now=heard.at,
    )
    members = heard.operation.run(call, given)
    return HttpResponse(json.dumps(members), status=heard.operation.status, content_type=JSON)


def _operation(method: str, path: str) -> tuple[Operation, Mapping[str, str]]:
    for one in OPERATIONS.values():
        match = one.path.fullmatch(path)
        if match and one.method == method:
            return one, match.groupdict()
    raise unknown_operation()


def _given(
    operation: Operation, request: HttpRequest, wire: Wire, named: Mapping[str, str]
) -> Input:
    """The input of the operation: from its path, its query string and its JSON body."""
    members: dict[str, Any] = {**request.GET.dict(), **_body(wire), **named}
    try:
        return operation.input.model_validate(members)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): _constraint(one) for one in error.errors()}
        first = "; ".join(
            f"'{name}' failed to satisfy constraint: {why}" for name, why in wrong.items()
        )
        count = f"{len(wrong)} validation error{'s' if len(wrong) > 1 else ''} detected"
        raise invalid("fieldValidationFailed", f"{count}: Value at {first}", wrong) from error


def _body(wire: Wire) -> dict[str, Any]:
    if not wire.body:
        return {}
    try:
        members = json.loads(wire.body)
    except ValueError as error:
        raise invalid("cannotParse", "The body is not JSON.") from error
    if not isinstance(members, dict):
        raise invalid("cannotParse", "The body is no JSON object.")
    return members


def _constraint(error: Any) -> str:
    """What a member must be, in the words that AWS uses of it."""
    context = error.get("ctx", {})
    said = {
        "string_pattern_mismatch": "Member must satisfy regular expression pattern: {pattern}",
        "greater_than_equal": "Member must have value greater than or equal to {ge}",
        "less_than_equal": "Member must have value less than or equal to {le}",
        "string_too_long": "Member must have length less than or equal to {max_length}",
        "string_too_short": "Member must have length greater than or equal to {min_length}",
        "enum": "Member must satisfy enum value set: [{expected}]",
        "missing": "Member must not be null",
    }.get(error["type"], error["msg"])
    return str(said.format(**context) if context else said)


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
    response["Cache-Control"] = "no-store"
    return response
