"""The calls of a receipt with their numbers, which name them for ever."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.aws.answers import Call


@dataclass(frozen=True)
class NumberedCall:
    """A call and its place in the receipt, counted from 1."""

    number: int
    call: Call


def about(calls: Sequence[Call], resource: str) -> list[NumberedCall]:
    """The calls that ask for the resource by its ARN, id or name; all of them without one.

    Where none asks for it, the facts came from a list call, so all are shown.
    """
    numbered = [NumberedCall(number, call) for number, call in enumerate(calls, start=1)]
    named = [one for one in numbered if resource and _asks_for(one.call, resource)]
    return named or numbered


def _asks_for(call: Call, resource: str) -> bool:
    parts = {resource, resource.rpartition("/")[2], resource.rpartition(":")[2]}
    return any(str(value) in parts for value in call.params.values())
