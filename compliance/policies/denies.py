"""What Deny statements take away from the callers that an Allow admits."""

from collections.abc import Iterable

from compliance.policies.audience import Audience
from compliance.policies.limits import Dimension, Limit
from compliance.policies.narrowing import spared
from compliance.policies.principals import EVERYONE, Kind, Principal, read_principal
from compliance.policies.scope import Atom
from compliance.policies.statements import Statement

# Each Deny may split the callers by each of its conditions; beyond this it is taken for useless.
_MOST_AUDIENCES = 256
_DIMENSIONS = {
    Kind.ACCOUNT: Dimension.ACCOUNT,
    Kind.SERVICE: Dimension.SERVICE,
    Kind.FEDERATED: Dimension.IDENTITY,
    Kind.OUTSIDER: Dimension.IDENTITY,
}

Escapes = tuple[Limit, ...]
"""The limits under one of which a caller escapes a Deny; none at all: nobody escapes."""


def escapes(
    deny: Statement, principal: Principal, action: Atom, resource: Atom, service: str
) -> Escapes | None:
    """Who of an Allow's callers escapes a Deny; None where it may leave all of them in.

    A Deny counts only where it covers the whole action and resource pattern of the Allow.
    """
    if not (deny.actions.covers(action) and deny.resources.covers(resource)):
        return None
    exempt = _exempt(deny, principal)
    if exempt is None:
        return None
    outside = [spared(condition, service) for condition in deny.conditions]
    limits = [limit for limit in outside if limit is not None]
    if len(limits) < len(outside):
        return None
    return (*exempt, *limits)


def remaining(start: Audience, denies: Iterable[Escapes]) -> list[Audience]:
    """The callers that are left after all the Deny statements, in the order of their size."""
    audiences = [start]
    for limits in sorted(denies, key=lambda one: (len(one), repr(sorted(map(_text, one))))):
        left = (audience.limited(limit) for audience in audiences for limit in limits)
        narrowed = {one.identity: one for one in left if one is not None}
        if len(narrowed) <= _MOST_AUDIENCES:
            audiences = list(narrowed.values())
    return audiences


def _text(limit: Limit) -> str:
    return f"{limit.dimension.value} {sorted(limit.values)}"


def _exempt(deny: Statement, principal: Principal) -> Escapes | None:
    """The limits of those whom the Principal element leaves out; None: perhaps everyone."""
    named = [read_principal(kind, value) for kind, value in deny.principals]
    if not deny.spares_principals:
        return () if any(_includes(one, principal) for one in named) else None
    if any(_may_be(one, principal) for one in named):
        return None
    if principal.kind is not Kind.ANYONE:
        return ()
    return tuple(
        Limit(_DIMENSIONS[one.kind], frozenset({one.account or one.value}))
        for one in named
        if one.kind is not Kind.STALE
    )


def _includes(denied: Principal, principal: Principal) -> bool:
    if denied == EVERYONE:
        return True
    if denied.is_whole_account and principal.kind is Kind.ACCOUNT:
        return denied.account == principal.account
    return denied == principal and denied.kind is not Kind.ANYONE


def _may_be(exempt: Principal, principal: Principal) -> bool:
    """Whether a principal may be, or be part of, one that NotPrincipal leaves out."""
    if exempt.kind is Kind.ANYONE:
        return True
    if exempt.kind is Kind.ACCOUNT and principal.kind is Kind.ACCOUNT:
        return exempt.account == principal.account
    if Kind.OUTSIDER in {exempt.kind, principal.kind}:
        return principal.kind is not Kind.ANYONE and principal.kind is not Kind.SERVICE
    return exempt == principal
