"""What the conditions of an Allow demand of a caller, and whom those of a Deny spare."""

from collections.abc import Iterable

from compliance.policies.conditions import Condition, Family
from compliance.policies.limits import Dimension, Limit, limit_of

_IS_SERVICE = "aws:principalisawsservice"
# Only S3 of the services judged here answers unsigned requests, which have no such key.
_SIGNED_ONLY = frozenset({"kms", "secretsmanager", "iam", "sts"})
_ANY_SERVICE = Limit(Dimension.SERVICE, frozenset({"*"}))


def demanded(conditions: Iterable[Condition], service: str) -> list[Limit]:
    """The limits that every caller has to meet; conditions that name nobody add none.

    IfExists and ForAllValues also hold where the key is missing, which for most keys a stranger
    can arrange; they limit only beside a Null condition that asks for the key.
    """
    entries = tuple(conditions)
    required = {entry.key for entry in entries if _asks_for_key(entry)}
    limits = (
        _demand(entry, service)
        for entry in entries
        if not _may_be_missing(entry) or entry.key in required
    )
    return [limit for limit in limits if limit is not None]


def spared(condition: Condition, service: str) -> Limit | None:
    """Who does not meet a Deny's condition and so escapes it; None where anyone may escape.

    A negated operator holds for a missing key, so only callers with one of the values escape;
    under ForAnyValue it does not, and a caller without the key escapes too.
    """
    if condition.family is Family.BOOL and condition.key == _IS_SERVICE:
        return _spared_by_service_flag(condition, service)
    if not condition.negated or condition.set_operator == "foranyvalue":
        return None
    return limit_of(condition.key, condition.values, condition.family, service)


def _asks_for_key(entry: Condition) -> bool:
    return (
        entry.family is Family.NULL
        and not entry.if_exists
        and {value.lower() for value in entry.values} == {"false"}
    )


def _may_be_missing(entry: Condition) -> bool:
    return entry.if_exists or entry.set_operator == "forallvalues"


def _demand(entry: Condition, service: str) -> Limit | None:
    if entry.family is Family.BOOL and entry.key == _IS_SERVICE:
        return _ANY_SERVICE if _flags(entry) == {"true"} else None
    if entry.negated:
        return None
    return limit_of(entry.key, entry.values, entry.family, service)


def _spared_by_service_flag(entry: Condition, service: str) -> Limit | None:
    if entry.set_operator:
        return None
    if _flags(entry) == {"true"}:
        return Limit(Dimension.NOT_SERVICE, frozenset())
    if _flags(entry) == {"false"} and (entry.if_exists or service in _SIGNED_ONLY):
        return _ANY_SERVICE
    return None


def _flags(entry: Condition) -> set[str]:
    return {value.lower() for value in entry.values}
