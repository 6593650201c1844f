"""Pages as AWS turns them, for lists that moto gives whole."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demo.aws_server.answer import AwsError


@dataclass(frozen=True)
class Pages:
    """The names that an operation gives to its list, its limit and its token."""

    items: str
    default: int
    most: int
    limit: str = "Limit"
    marker: str = "Marker"
    next_marker: str = "NextMarker"
    truncated: str = "Truncated"

    def stripped(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters without those of paging, so that moto gives the whole list."""
        return {name: one for name, one in params.items() if name not in {self.limit, self.marker}}

    def page(self, params: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        """The answer with one page of its list.

        :raises AwsError: the limit is out of bounds, or the token is none that was given out.
        """
        limit = params.get(self.limit) or self.default
        if not 1 <= limit <= self.most:
            raise AwsError(
                "ValidationException",
                f"1 validation error detected: Value '{limit}' at '{self.limit}' failed to "
                f"satisfy constraint: Member must have value between 1 and {self.most}",
            )
        items: Sequence[Any] = answer.get(self.items, ())
        start = self._start(params.get(self.marker), len(items))
        end = start + limit
        paged = {
            name: one
            for name, one in answer.items()
            if name not in {self.next_marker, self.truncated}
        }
        paged[self.items] = list(items[start:end])
        if self.truncated:
            paged[self.truncated] = end < len(items)
        if end < len(items):
            paged[self.next_marker] = base64.urlsafe_b64encode(f"from:{end}".encode()).decode()
        return paged

    def _start(self, marker: str | None, count: int) -> int:
        if not marker:
            return 0
        try:
            start = int(base64.urlsafe_b64decode(marker).removeprefix(b"from:"))
        except ValueError as error:
            raise self._invalid() from error
        if not 0 <= start <= count:
            raise self._invalid()
        return start

    def _invalid(self) -> AwsError:
        is_marker = self.marker == "Marker"
        code = "InvalidMarkerException" if is_marker else "InvalidNextTokenException"
        return AwsError(code, f"The {self.marker} is invalid")
