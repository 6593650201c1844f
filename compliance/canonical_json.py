"""JSON in one form only, so that equal facts are equal bytes (RFC 8785)."""

import json
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """The canonical UTF-8 bytes of a JSON value.

    :raises rfc8785.CanonicalizationError: the value is not JSON, or a number is out of range.
    """
    return rfc8785.dumps(value)


def parse(data: bytes) -> Any:
    """The value that the bytes write down."""
    return json.loads(data)
