"""Answers that an estate declares, for operations that moto lacks or answers too kindly."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.shapes import PageNames, conform, operation_model, page_names

DEFAULT_PAGE = 100
GLOBAL_REGION = "us-east-1"
Members = dict[str, Any]


@dataclass(frozen=True)
class Declared:
    """One answer: for whom, to which call, and what.

    An empty account or region matches any; `params` are parameters of the call that must be
    equal. `error` is what is answered instead of `members`: code, message and HTTP status.
    """

    operation: str
    account: str = ""
    region: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict)
    error: Mapping[str, Any] = field(default_factory=dict)

    def matches(self, call: Call) -> bool:
        """Whether it answers the call."""
        return (
            self.account in {"", call.account}
            and self.region in {"", call.region}
            and all(_same(call.params.get(name), one) for name, one in self.params.items())
        )

    @property
    def weight(self) -> tuple[int, bool, bool]:
        """How narrowly it is declared; the narrowest answers."""
        return len(self.params), bool(self.region), bool(self.account)


class DeclaredAnswers:
    """The answers in force, by operation; the narrowest wins, of equals the last."""

    def __init__(self) -> None:
        self._by_operation: dict[str, list[Declared]] = {}

    def add(self, given: Mapping[str, Any]) -> None:
        """Declare an answer; one for the same call is replaced.

        :raises UnknownMember: botocore's model of the output has no such member.
        """
        declared = Declared(**given)
        shape = operation_model(declared.operation).output_shape
        conform(shape, declared.members, declared.operation)
        others = [
            one
            for one in self._by_operation.get(declared.operation, ())
            if (one.account, one.region, one.params)
            != (declared.account, declared.region, declared.params)
        ]
        self._by_operation[declared.operation] = [*others, declared]

    def answer(self, call: Call) -> Members | None:
        """What is declared for the call, a page of it where it pages; None if nothing is.

        :raises AwsError: an error is declared, or the token of a page is none.
        """
        fitting = [one for one in self._by_operation.get(call.name, ()) if one.matches(call)]
        if not fitting:
            return None
        found = max(reversed(fitting), key=lambda one: one.weight)
        if found.error:
            raise AwsError(
                found.error["code"], found.error.get("message", ""), found.error.get("status", 400)
            )
        names = page_names(call.name)
        members = dict(found.members)
        return _page(call, names, members) if names else members

    def clear(self) -> None:
        """Forget all."""
        self._by_operation.clear()


def _page(call: Call, names: PageNames, members: Members) -> Members:
    *way, last = names.items
    place: Any = members
    for name in way:
        place = place.get(name) or {}
    items = place.get(last)
    if not isinstance(items, list):
        return members
    limit = int(call.params.get(names.limit) or DEFAULT_PAGE) if names.limit else DEFAULT_PAGE
    start = _start(call.params.get(names.asked), len(items))
    paged = _with(members, names.items, items[start : start + limit])
    if start + limit < len(items):
        token = base64.urlsafe_b64encode(f"from:{start + limit}".encode()).decode()
        paged = _with(paged, names.given, token)
        paged = _with(paged, names.truncated, value=True) if names.truncated else paged
    return paged


def _with(members: Mapping[str, Any], path: tuple[str, ...], value: object) -> Members:
    first, *rest = path
    if not rest:
        return {**members, first: value}
    return {**members, first: _with(members.get(first) or {}, tuple(rest), value)}


def _start(token: object, count: int) -> int:
    if not token:
        return 0
    try:
        start = int(base64.urlsafe_b64decode(str(token)).removeprefix(b"from:"))
    except ValueError as error:
        raise AwsError("InvalidNextTokenException", "The token is invalid") from error
    if not 0 <= start <= count:
        raise AwsError("InvalidNextTokenException", "The token is invalid")
    return start


def _same(asked: object, declared: object) -> bool:
    """Equal, also where a query string has only text."""
    return asked == declared or (isinstance(asked, str) and asked == str(declared))
