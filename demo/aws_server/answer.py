"""HTTP answers in the form of the service that is asked, errors among them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from moto.core.serialize import SerializationContext, get_serializer_class
from moto.core.utils import get_service_model

from demo.aws_server.call import Call
from demo.aws_server.shapes import operation_model, typed

REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    410: "Gone",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
REQUEST_ID = "00000000-0000-4000-8000-00000000e57a"
JSON = "application/x-amz-json-1.1"
REST_JSON = "rest-json"


class AwsError(Exception):
    """A refusal by AWS, with the code that the service's API reference gives for it."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; `headers` without Content-Length, which follows from the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def status_line(self) -> str:
        """`200 OK`."""
        return f"{self.status} {REASONS.get(self.status, 'Unknown')}"


def answer_of(call: Call, members: Mapping[str, Any]) -> Answer:
    """The members as the service would send them."""
    if call.protocol == "json":
        body = json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
        return Answer(200, (("Content-Type", JSON), ("x-amzn-RequestId", REQUEST_ID)), body)
    model = get_service_model(call.service)
    serializer = get_serializer_class(call.service, str(model.protocol))(
        operation_model=model.operation_model(call.operation),
        context=SerializationContext(request_id=REQUEST_ID),
    )
    made = serializer.serialize(typed(operation_model(call.name).output_shape, dict(members)))
    body = made["body"] if isinstance(made["body"], bytes) else str(made["body"]).encode()
    return Answer(made["status_code"], tuple(made["headers"].items()), body)


def error_of(call: Call, error: AwsError) -> Answer:
    """The error as the service's protocol carries it: JSON, query, EC2 or REST XML."""
    message = str(error)
    if call.protocol in {"json", REST_JSON}:
        body = json.dumps({"__type": error.code, "message": message})
        headers = (("Content-Type", JSON), ("x-amzn-ErrorType", error.code), _request_id())
        return Answer(error.status, headers, body.encode())
    inner = f"<Code>{error.code}</Code><Message>{escape(message)}</Message>"
    if call.service == "s3":
        text = f"<Error>{inner}<RequestId>{REQUEST_ID}</RequestId></Error>"
    elif call.service == "ec2":
        text = (
            f"<Response><Errors><Error>{inner}</Error></Errors>"
            f"<RequestID>{REQUEST_ID}</RequestID></Response>"
        )
    else:
        text = (
            f"<ErrorResponse><Error><Type>Sender</Type>{inner}</Error>"
            f"<RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return Answer(
        error.status, (("Content-Type", "text/xml"), _request_id()), f"{head}{text}".encode()
    )


def access_denied(call: Call, message: str = "") -> AwsError:
    """AccessDenied as the service words it (each API's "Common Errors")."""
    who = f"arn:aws:sts::{call.account}:assumed-role/{call.role or 'unknown'}/session"
    text = message or (
        f"User: {who} is not authorized to perform: {call.name} because no identity-based "
        f"policy allows the {call.name} action"
    )
    if call.protocol == "json":
        return AwsError("AccessDeniedException", text)
    if call.protocol == REST_JSON:
        return AwsError("AccessDeniedException", text, 403)
    if call.service == "ec2":
        return AwsError("UnauthorizedOperation", text, 403)
    return AwsError("AccessDenied", text if call.service not in {"s3"} else "Access Denied", 403)


def _request_id() -> tuple[str, str]:
    return ("x-amzn-RequestId", REQUEST_ID)
