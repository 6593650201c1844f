"""The event history that an estate declares: who did what, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.aws_server.call import Call
from demo.aws_server.shapes import conform, operation_model


@dataclass(frozen=True)
class Happened:
    """One event of an account and region, with the members that LookupEvents answers."""

    account: str
    region: str
    event: Mapping[str, Any] = field(default_factory=dict)


class Events:
    """Every event that was declared; one of the same id is replaced."""

    def __init__(self) -> None:
        self._by_id: dict[tuple[str, str, str], Happened] = {}

    def add(self, given: Mapping[str, Any]) -> None:
        """Declare an event. Its time is seconds since the epoch, as AWS's JSON has it.

        :raises UnknownMember: botocore's model has no such member of an event.
        """
        one = Happened(**given)
        shape = operation_model("cloudtrail:LookupEvents").output_shape
        conform(shape, {"Events": [one.event]}, "cloudtrail:LookupEvents")
        self._by_id[one.account, one.region, one.event["EventId"]] = one

    def of(self, call: Call) -> Iterator[Mapping[str, Any]]:
        """The events of the caller's account in the called region."""
        for one in tuple(self._by_id.values()):
            if (one.account, one.region) == (call.account, call.region):
                yield one.event

    def clear(self) -> None:
        """Forget all."""
        self._by_id.clear()
