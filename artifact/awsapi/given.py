"""The input of an operation, from its path, its query string and its JSON body."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from artifact.awsapi.errors import ApiError, invalid
from artifact.awsapi.operation import Input, Operation
from artifact.awsapi.wire import Wire

LONGEST_SHOWN = 100
# What AWS's services say of a member that breaks its constraint.
CONSTRAINTS = {
    "string_pattern_mismatch": "Member must satisfy regular expression pattern: {pattern}",
    "greater_than_equal": "Member must have value greater than or equal to {ge}",
    "less_than_equal": "Member must have value less than or equal to {le}",
    "string_too_long": "Member must have length less than or equal to {max_length}",
    "string_too_short": "Member must have length greater than or equal to {min_length}",
    "enum": "Member must satisfy enum value set: [{expected}]",
    "missing": "Member must not be null",
}


def given(operation: Operation, wire: Wire, named: Mapping[str, str]) -> Input:
    """What the operation is given; `named` is what stands in its path.

    :raises ApiError: a member breaks its constraint, or the body is no JSON object.
    """
    members: dict[str, Any] = {**_query(wire), **_body(wire), **named}
    try:
        return operation.input.model_validate(members)
    except ValidationError as error:
        raise _wrong(error.errors()) from error


def _query(wire: Wire) -> dict[str, Any]:
    """A member that is there twice is a list, which only a list's member takes."""
    found: dict[str, list[str]] = {}
    for name, value in wire.pairs:
        found.setdefault(name, []).append(value)
    return {name: all_ if len(all_) > 1 else all_[0] for name, all_ in found.items()}


def _body(wire: Wire) -> dict[str, Any]:
    if not wire.body:
        return {}
    try:
        members = json.loads(wire.body)
    except (ValueError, RecursionError) as error:
        raise invalid("cannotParse", "The body is not JSON.") from error
    if not isinstance(members, dict):
        raise invalid("cannotParse", "The body is no JSON object.")
    return members


def _wrong(errors: Iterable[Any]) -> ApiError:
    by_name = {str(one["loc"][0]): one for one in errors}
    why = {name: _constraint(one) for name, one in by_name.items()}
    said = "; ".join(
        f"Value {_shown(name, by_name[name])} at '{name}' failed to satisfy constraint: {reason}"
        for name, reason in why.items()
    )
    count = f"{len(why)} validation error{'s' if len(why) > 1 else ''} detected"
    return invalid("fieldValidationFailed", f"{count}: {said}", why)


def _constraint(error: Any) -> str:
    context = dict(error.get("ctx", {}))
    if "pattern" in context:
        context["pattern"] = str(context["pattern"]).removeprefix("^").removesuffix("$")
    form = CONSTRAINTS.get(error["type"])
    return form.format(**context) if form else str(error["msg"])


def _shown(name: str, error: Any) -> str:
    """The value, as far as it may be written down: a token opens doors even when misspelt."""
    if error["type"] == "missing":
        return "null"
    if name.endswith("Token"):
        return "(not shown)"
    value = str(error["input"])[:LONGEST_SHOWN]
    # What is no printable ASCII is escaped: neither logs nor the database choke on it.
    return "'" + value.encode("unicode_escape").decode("ascii") + "'"
