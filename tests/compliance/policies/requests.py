"""Single requests against a policy, decided as AWS decides them, in the plainest way.

This is the other half of the check on the evaluator: it reasons about all requests at once, this
answers for one, and whoever gets in here must be within the verdict there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from ipaddress import ip_address, ip_network

from tests.compliance.policies.policies import Body

OPERATOR = re.compile(r"(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?")


@dataclass(frozen=True)
class Request:
    """Who calls, and the request context under lower-case keys."""

    caller: str = ""
    account: str = ""
    service: str = ""
    context: Mapping[str, str] = field(default_factory=dict)


def admits(policy: Sequence[Body], request: Request, action: str, resource: str) -> bool:
    """Whether some Allow applies and no Deny does."""
    effects = {one["Effect"] for one in policy if applies(one, request, action, resource)}
    return effects == {"Allow"}


def applies(body: Body, request: Request, action: str, resource: str) -> bool:
    condition = body["Condition"]
    assert isinstance(condition, dict)
    return (
        names(body, "Principal", lambda kind, name: is_caller(kind, name, request))
        and names(body, "Action", lambda _, name: like(action.lower(), name.lower()))
        and names(body, "Resource", lambda _, name: like(resource, name))
        and all(
            holds(operator, key.lower(), values, request.context)
            for operator, keys in condition.items()
            for key, values in keys.items()
        )
    )


def names(body: Body, element: str, match: Callable[[str, str], bool]) -> bool:
    """Whether the element names the request, or its Not form does not."""
    written = body.get(element, body.get(f"Not{element}"))
    return any(match(kind, name) for kind, name in flat(written)) is (element in body)


def flat(body: object) -> list[tuple[str, str]]:
    if isinstance(body, dict):
        return [(kind, name) for kind, names in body.items() for _, name in flat(names)]
    return [("AWS", str(one)) for one in (body if isinstance(body, list) else [body])]


def is_caller(kind: str, name: str, request: Request) -> bool:
    if kind == "Service":
        return name == request.service
    return kind == "AWS" and (name == "*" or name in {request.account, request.caller} - {""})


def holds(operator: str, key: str, values: list[str], context: Mapping[str, str]) -> bool:
    read = OPERATOR.fullmatch(operator)
    assert read
    set_operator, name, if_exists = read.groups()
    negated = "Not" in name
    if key not in context:
        return (
            bool(if_exists)
            or set_operator == "ForAllValues"
            or (negated and set_operator != "ForAnyValue")
        )
    matched = any(same(name.replace("Not", ""), context[key], value, context) for value in values)
    return matched is not negated


def same(name: str, actual: str, value: str, context: Mapping[str, str]) -> bool:
    wanted = value.replace("${aws:username}", context.get("aws:username", "\0"))
    if name == "IpAddress":
        return "." in actual and "/" in wanted and ip_address(actual) in ip_network(wanted)
    if name == "ArnLike":
        parts = zip(actual.split(":", 5), wanted.split(":", 5), strict=False)
        return wanted.count(":") >= 5 and all(like(one, other) for one, other in parts)
    return like(actual, wanted) if name == "StringLike" else actual == wanted


def like(actual: str, pattern: str) -> bool:
    return fnmatchcase(actual, pattern.replace("[", "[[]"))
