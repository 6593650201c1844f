"""A parser for clients whose successful answers are parsed from the recorded bytes instead."""

from typing import Any

from botocore.parsers import ResponseParser, ResponseParserFactory

from compliance.aws.parse import FAILED


class ErrorsOnly(ResponseParserFactory):
    """Makes botocore parse errors alone: what succeeded would otherwise be parsed twice."""

    def create_parser(self, protocol_name: str) -> ResponseParser:
        """The parser of a protocol."""
        return _ErrorsOnly(super().create_parser(protocol_name))


class _ErrorsOnly(ResponseParser):
    def __init__(self, whole: ResponseParser) -> None:
        super().__init__()
        self._whole = whole

    def parse(self, response: Any, shape: Any) -> dict[str, Any]:
        if response["status_code"] < FAILED:
            return {"ResponseMetadata": {"HTTPStatusCode": response["status_code"]}}
        parsed: dict[str, Any] = self._whole.parse(response, shape)
        return parsed
