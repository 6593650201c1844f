"""The callers that one grant admits: a principal and the limits that all of them meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from compliance.policies.limits import SOURCES, Dimension, Limit
from compliance.policies.principals import ACCOUNT_ID, Kind, Principal
from compliance.policies.verdict import Exposure

# Two limits of these kinds are not compared: the one that is kept is a bound as good as any.
_UNCOMPARED = frozenset({Dimension.NETWORK, Dimension.SERVICE})
_HEEDED: Mapping[Kind, frozenset[Dimension]] = {
    Kind.ANYONE: frozenset(Dimension) - {Dimension.NOT_SERVICE},
    Kind.ACCOUNT: frozenset({Dimension.ACCOUNT, Dimension.ORGANIZATION, Dimension.NETWORK}),
    Kind.SERVICE: SOURCES,
    Kind.OUTSIDER: frozenset({Dimension.ORGANIZATION, Dimension.NETWORK}),
}


@dataclass(frozen=True)
class Audience:
    """An upper bound of who gets in: limits that say nothing about the principal are left out."""

    principal: Principal
    limits: Mapping[Dimension, frozenset[str]] = field(default_factory=dict)
    is_fixed: bool = False
    """Whether AWS's fixed-value rule accepts one of the limits."""

    def limited(self, limit: Limit) -> "Audience | None":
        """The callers that also meet the limit; None where nobody can."""
        if limit.dimension is Dimension.NOT_SERVICE and self.principal.kind is Kind.SERVICE:
            return None
        if limit.dimension not in _HEEDED[self.principal.kind]:
            return self
        left = _common(limit, self.limits.get(limit.dimension, self._start(limit.dimension)))
        if not left:
            return None
        return replace(
            self,
            limits={**self.limits, limit.dimension: left},
            is_fixed=self.is_fixed or limit.is_fixed,
        )

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for audiences of the same principal and limits."""
        limits = sorted((one.value, sorted(values)) for one, values in self.limits.items())
        return (self.principal, self.is_fixed, repr(limits))

    def exposure(self, own_account: str) -> Exposure:
        """How far this audience reaches beyond the account that owns the resource.

        Naming an outside account is trust in it, so no other limit makes that less.
        """
        kind = self.principal.kind
        if kind is Kind.ACCOUNT and self.principal.account == own_account:
            return Exposure.PRIVATE
        if kind in {Kind.ACCOUNT, Kind.OUTSIDER}:
            return Exposure.CROSS_ACCOUNT
        bounds = [
            _reach(dimension, values, own_account) for dimension, values in self.limits.items()
        ]
        return min(bounds, default=_UNLIMITED[kind])

    def accounts(self) -> frozenset[str]:
        """The ids of all accounts that the principal or a limit names."""
        named = {self.principal.account}.union(*self.limits.values())
        return frozenset(one for one in named if ACCOUNT_ID.fullmatch(one))

    def organizations(self) -> frozenset[str]:
        """The ids of the organizations that callers or their sources must belong to."""
        return self.limits.get(Dimension.ORGANIZATION, frozenset()) | self.limits.get(
            Dimension.SOURCE_ORGANIZATION, frozenset()
        )

    def services(self) -> frozenset[str]:
        """The AWS services that call in their own name; "*" is any."""
        if self.principal.kind is Kind.SERVICE:
            return frozenset({self.principal.value})
        return self.limits.get(Dimension.SERVICE, frozenset())

    def _start(self, dimension: Dimension) -> frozenset[str]:
        if dimension is Dimension.ACCOUNT and self.principal.account:
            return frozenset({self.principal.account})
        return frozenset()


_UNLIMITED = {Kind.ANYONE: Exposure.PUBLIC, Kind.SERVICE: Exposure.SERVICE_UNSCOPED}


def _common(limit: Limit, before: frozenset[str]) -> frozenset[str]:
    if not before:
        return limit.values
    if limit.dimension in _UNCOMPARED:
        return min(before, limit.values, key=lambda one: ("*" in one, len(one), sorted(one)))
    return before & limit.values


def _reach(dimension: Dimension, values: frozenset[str], own_account: str) -> Exposure:
    if dimension in _REACHES:
        return _REACHES[dimension]
    foreign = {one for one in values if ACCOUNT_ID.fullmatch(one)} - {own_account}
    if dimension in SOURCES:
        return Exposure.CROSS_ACCOUNT if foreign else Exposure.SERVICE
    return Exposure.PRIVATE if values <= {own_account} else Exposure.CROSS_ACCOUNT


_REACHES = {
    Dimension.ORGANIZATION: Exposure.ORGANIZATION,
    Dimension.NETWORK: Exposure.NETWORK,
    Dimension.SERVICE: Exposure.SERVICE_UNSCOPED,
    Dimension.SOURCE_ORGANIZATION: Exposure.SERVICE,
}
