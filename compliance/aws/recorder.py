"""Record every HTTP exchange that botocore makes, with the exact bytes of the answer.

Its handlers sit on botocore's own events, so a collector cannot make an unrecorded call. botocore
turns a garbled 200 answer into an empty result without an error; so each body is checked here,
before it is parsed, for its length and its form.
"""

import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from botocore.client import BaseClient

# Headers that parsing or tracing an answer needs; nothing secret is among AWS's response headers
# of these names.
KEPT_HEADERS = (
    "content-type",
    "date",
    "x-amz-bucket-region",
    "x-amz-id-2",
    "x-amz-request-id",
    "x-amzn-errortype",
    "x-amzn-query-error",
    "x-amzn-requestid",
)
REQUEST_IDS = ("x-amzn-requestid", "x-amz-request-id", "x-amz-id-2")
NO_CONTENT = 204


class GarbledAnswer(Exception):
    """The bytes are not what the service's protocol says: cut off, or of another form."""


@dataclass
class Exchange:
    """One answer as it came over the wire; `status` is None where none came."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def request_id(self) -> str:
        """AWS's id of the request, which the account's own CloudTrail has too."""
        return next((self.headers[name] for name in REQUEST_IDS if name in self.headers), "")


# Where the exchange that is being made at this moment, in this thread, is recorded.
current: ContextVar[list[Exchange]] = ContextVar("exchanges")


def attach(client: BaseClient) -> BaseClient:
    """The client, with everything it receives recorded into `current`, and checked."""
    client.meta.events.register("before-parse.*.*", _record)
    return client


def attach_check(client: BaseClient) -> BaseClient:
    """The client, with everything it receives checked and nothing kept.

    For answers that carry credentials, which botocore may also renew in the middle of a call.
    """
    client.meta.events.register("before-parse.*.*", _check)
    return client


def _record(operation_model: Any, response_dict: Mapping[str, Any], **_: object) -> None:
    headers = _lower(response_dict)
    exchange = Exchange(
        status=int(response_dict["status_code"]),
        headers={name: headers[name] for name in KEPT_HEADERS if name in headers},
        body=bytes(response_dict["body"] or b""),
    )
    current.get().append(exchange)
    _check(operation_model, response_dict)


def _check(operation_model: Any, response_dict: Mapping[str, Any], **_: object) -> None:
    body = bytes(response_dict["body"] or b"")
    _refuse_cut_off(_lower(response_dict), body)
    _refuse_other_form(operation_model, int(response_dict["status_code"]), body)


def _lower(response_dict: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): value for name, value in response_dict["headers"].items()}


def _refuse_cut_off(headers: Mapping[str, str], body: bytes) -> None:
    expected = headers.get("content-length")
    # A compressed body is longer once it is unpacked; urllib3 has checked it already.
    if expected and "content-encoding" not in headers and int(expected) != len(body):
        raise GarbledAnswer(f"{len(body)} bytes came of {expected}")


def _refuse_other_form(operation_model: Any, status: int, body: bytes) -> None:
    """A successful answer must be the JSON or XML that its protocol promises."""
    has_error = status >= 300  # noqa: PLR2004 -- as botocore's parsers draw it
    if has_error or status == NO_CONTENT or _takes_any_body(operation_model):
        return
    protocol = operation_model.service_model.resolved_protocol
    try:
        if "json" in protocol:
            written = json.loads(body)
            if not isinstance(written, dict):
                raise GarbledAnswer("the answer is JSON, but no object")
        elif "xml" in protocol or protocol in {"query", "ec2"}:
            _refuse_html(ET.fromstring(body))  # noqa: S314 -- parsed only to be refused
    except (ValueError, ET.ParseError) as error:
        start = body[:60].decode(errors="replace")
        raise GarbledAnswer(f"the answer is not {protocol}: it starts with {start!r}") from error


def _takes_any_body(operation_model: Any) -> bool:
    """The body is a payload of its own (a bucket policy), or there is none to expect."""
    shape = operation_model.output_shape
    if shape is None:
        return True
    payload = shape.serialization.get("payload")
    return bool(payload) and shape.members[payload].type_name in {"string", "blob"}


def _refuse_html(root: ET.Element) -> None:
    if root.tag.lower().endswith("html"):
        raise GarbledAnswer("the answer is a web page, not an answer of AWS")
