"""A policy's JSON as typed statements, after the grammar in the IAM User Guide."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from compliance.policies.conditions import Condition, parse_conditions
from compliance.policies.scope import Scope
from compliance.policies.verdict import PolicyMalformed

_VERSIONS = ("2012-10-17", "2008-10-17")
_TOP = frozenset({"Version", "Id", "Statement"})
_ELEMENTS = frozenset(
    {
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    }
)


@dataclass(frozen=True)
class Statement:
    """One statement; a missing Resource (trust policies have none) is all resources."""

    label: str
    """The Sid, or the place in the policy as #1."""
    allows: bool
    principals: tuple[tuple[str, str], ...]
    """Pairs of kind (AWS, Service, Federated, CanonicalUser) and value; ("AWS", "*") is all."""
    spares_principals: bool
    """Whether the principals stood in NotPrincipal."""
    actions: Scope
    """In lower case."""
    resources: Scope
    conditions: tuple[Condition, ...]


def parse_policy(
    policy: str | Mapping[str, object], *, names_principals: bool = True
) -> tuple[Statement, ...]:
    """The statements of a policy, given as JSON text (also URL-encoded, as IAM answers) or read.

    `names_principals` is false for identity policies, whose statements have no Principal.

    :raises PolicyMalformed: where AWS would not have accepted the policy.
    """
    body = _read(policy) if isinstance(policy, str) else policy
    if not isinstance(body, Mapping):
        raise PolicyMalformed("the policy is not an object")
    if unknown := sorted(str(key) for key in body.keys() - _TOP):
        raise PolicyMalformed(f"the policy has unknown elements: {', '.join(unknown)}")
    if body.get("Version", _VERSIONS[1]) not in _VERSIONS:
        raise PolicyMalformed(f"the policy has the unknown version {body['Version']!r}")
    if "Statement" not in body:
        raise PolicyMalformed("the policy has no Statement")
    written = body["Statement"]
    if not isinstance(written, list | tuple):
        written = [written]
    return tuple(
        _statement(one, number, names_principals=names_principals)
        for number, one in enumerate(written, start=1)
    )


def _read(text: str) -> object:
    decoded = unquote(text) if text.lstrip().startswith("%7B") else text
    try:
        body: object = json.loads(decoded, object_pairs_hook=_without_duplicates)
    except (ValueError, RecursionError) as error:
        raise PolicyMalformed(f"the policy is not readable as JSON: {error}") from error
    return body


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise PolicyMalformed(f"an object names the same key twice: {', '.join(twice)}")
    return dict(pairs)


def _statement(body: object, number: int, *, names_principals: bool) -> Statement:
    if not isinstance(body, Mapping):
        raise PolicyMalformed(f"statement #{number} is not an object")
    sid = body.get("Sid")
    label = sid if isinstance(sid, str) and sid.strip() else f"#{number}"
    if unknown := sorted(str(key) for key in body.keys() - _ELEMENTS):
        raise PolicyMalformed(f"statement {label} has unknown elements: {', '.join(unknown)}")
    if body.get("Effect") not in ("Allow", "Deny"):
        raise PolicyMalformed(f"the Effect of statement {label} is neither Allow nor Deny")
    named = _one_of(body, "Principal", label)
    if (named is not None) is not names_principals:
        raise PolicyMalformed(
            f"statement {label} {'has no' if names_principals else 'names a'} principal"
        )
    if _one_of(body, "Action", label) is None:
        raise PolicyMalformed(f"statement {label} has no Action")
    return Statement(
        label=label,
        allows=body["Effect"] == "Allow",
        principals=_principals(body[named], label) if named else (),
        spares_principals=named == "NotPrincipal",
        actions=_scope(body, "Action", label).mapped(str.lower),
        resources=_scope(body, "Resource", label),
        conditions=parse_conditions(body.get("Condition", {}), label),
    )


def _one_of(body: Mapping[str, object], name: str, label: str) -> str | None:
    present = [key for key in (name, f"Not{name}") if key in body]
    if len(present) > 1:
        raise PolicyMalformed(f"statement {label} has both {name} and Not{name}")
    return present[0] if present else None


def _principals(body: object, label: str) -> tuple[tuple[str, str], ...]:
    if isinstance(body, str):
        return (("AWS", body),) if body == "*" else (("unknown", body),)
    if not isinstance(body, Mapping) or not body:
        raise PolicyMalformed(f"the principal of statement {label} is neither '*' nor an object")
    return tuple(
        (str(kind), value)
        for kind, values in body.items()
        for value in _texts(values, f"the principal of statement {label}")
    )


def _scope(body: Mapping[str, object], name: str, label: str) -> Scope:
    key = _one_of(body, name, label)
    if key is None:
        return Scope(("*",))
    return Scope(_texts(body[key], f"{key} of statement {label}"), inverted=key != name)


def _texts(body: object, where: str) -> tuple[str, ...]:
    values = body if isinstance(body, list | tuple) else [body]
    if not values:
        raise PolicyMalformed(f"{where} is empty")
    if not all(isinstance(value, str | int) and not isinstance(value, bool) for value in values):
        raise PolicyMalformed(f"{where} holds something that is not text")
    return tuple(str(value) for value in values)
