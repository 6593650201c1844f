"""The Condition element as typed entries, after the IAM User Guide's condition operators."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from compliance.policies.verdict import PolicyMalformed

_OPERATOR = re.compile(r"(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?")


class Family(Enum):
    """What an operator compares, as far as it matters for who gets in."""

    STRING = "string"
    ARN = "arn"
    IP = "ip"
    BOOL = "bool"
    NULL = "null"
    OTHER = "other"


_FAMILIES = {
    "stringequals": (Family.STRING, False),
    "stringequalsignorecase": (Family.STRING, False),
    "stringlike": (Family.STRING, False),
    "stringnotequals": (Family.STRING, True),
    "stringnotequalsignorecase": (Family.STRING, True),
    "stringnotlike": (Family.STRING, True),
    "arnequals": (Family.ARN, False),
    "arnlike": (Family.ARN, False),
    "arnnotequals": (Family.ARN, True),
    "arnnotlike": (Family.ARN, True),
    "ipaddress": (Family.IP, False),
    "notipaddress": (Family.IP, True),
    "bool": (Family.BOOL, False),
    "null": (Family.NULL, False),
}


@dataclass(frozen=True)
class Condition:
    """One key under one operator; the entries of a statement must all hold."""

    operator: str
    """In lower case, without set operator and IfExists."""
    family: Family
    negated: bool
    set_operator: str
    """forallvalues, foranyvalue or empty."""
    if_exists: bool
    key: str
    """In lower case."""
    values: tuple[str, ...]
    """One of them has to match (for a negated operator: none may)."""


def parse_conditions(body: object, label: str) -> tuple[Condition, ...]:
    """The entries of a Condition element. An operator that is not known becomes Family.OTHER.

    :raises PolicyMalformed: where the element is not made of operators, keys and plain values.
    """
    if not isinstance(body, Mapping):
        raise PolicyMalformed(f"the Condition of statement {label} is not an object")
    entries = []
    for operator, keys in body.items():
        if not isinstance(keys, Mapping):
            raise PolicyMalformed(f"{operator} of statement {label} names no condition key")
        for key, values in keys.items():
            entries.append(_condition(str(operator), str(key), _values(values, label)))
    return tuple(entries)


def _condition(operator: str, key: str, values: tuple[str, ...]) -> Condition:
    read = _OPERATOR.fullmatch(operator.lower())
    set_operator, name, if_exists = read.groups() if read else ("", operator.lower(), None)
    family, negated = _FAMILIES.get(name, (Family.OTHER, False))
    return Condition(
        operator=name,
        family=family,
        negated=negated,
        set_operator=set_operator or "",
        if_exists=bool(if_exists),
        key=key.lower(),
        values=values,
    )


def _values(body: object, label: str) -> tuple[str, ...]:
    values = body if isinstance(body, list | tuple) else [body]
    if not all(isinstance(value, str | int | float) for value in values):
        raise PolicyMalformed(f"a condition of statement {label} holds something not plain")
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
