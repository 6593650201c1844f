"""Parse stored bytes as botocore would have parsed them when they came."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import botocore.session
from botocore import handlers
from botocore.model import OperationModel
from botocore.parsers import ResponseParserError, create_parser

from compliance.aws.answers import Answer, Call

FAILED = 300


def parse(call: Call, body: bytes) -> Answer:
    """The answer that the call and its body make, with no network; the same at any later time."""
    if call.error_code:
        return Answer(call.name, error_code=call.error_code, error_message=call.error_message)
    model = operation_model(call.service, call.operation)
    try:
        parsed = parse_response(model, call.status or 0, dict(call.headers), body)
    except ResponseParserError as error:
        return Answer(call.name, error_code="GarbledAnswer", error_message=str(error))
    parsed.pop("ResponseMetadata", None)
    return Answer(call.name, parsed=parsed)


def parse_response(
    model: OperationModel, status: int, headers: dict[str, str], body: bytes
) -> dict[str, Any]:
    """Botocore's own parsing of a response, with ResponseMetadata and, if any, Error."""
    parser = create_parser(model.service_model.resolved_protocol)
    response = {
        "status_code": status,
        "headers": headers,
        "body": body,
        "context": {"operation_name": model.name},
    }
    shape: Any = model.output_shape
    parsed: dict[str, Any] = parser.parse(response, shape)
    if model.name == "GetBucketLocation" and status < FAILED:
        # The answer's root is the value itself, which botocore mends after parsing.
        handlers.parse_get_bucket_location(parsed, SimpleNamespace(content=body, raw=body))
    return parsed


@cache
def operation_model(service: str, operation: str) -> OperationModel:
    """Botocore's model of an operation, `kms` and `DescribeKey`."""
    return botocore.session.get_session().get_service_model(service).operation_model(operation)
