"""Parse stored bytes as botocore would have parsed them when they came."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from botocore import handlers
from botocore.model import OperationModel
from botocore.parsers import ResponseParserError, ResponseParserFactory
from botocore.utils import parse_timestamp

from compliance.aws.answers import Answer, Call
from compliance.aws.service_models import operation_model

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
    parser = _PARSERS.create_parser(model.service_model.resolved_protocol)
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


def _instant(given: Any) -> datetime:
    """The instant that botocore makes of it, in UTC whatever the machine's time zone is."""
    try:
        return datetime.fromtimestamp(float(given), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        instant: datetime = parse_timestamp(given)
        return instant


_PARSERS = ResponseParserFactory()
_PARSERS.set_parser_defaults(timestamp_parser=_instant)
