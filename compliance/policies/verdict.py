"""What an evaluated resource policy says, and the error for one that cannot be understood."""

from dataclasses import dataclass
from enum import StrEnum


class Exposure(StrEnum):
    """How far a policy opens its resource, declared from tight to wide.

    The comparison operators follow that order, so `max()` of several is the widest.
    """

    PRIVATE = "private"
    SERVICE = "service"
    SERVICE_UNSCOPED = "service_unscoped"
    NETWORK = "network"
    ORGANIZATION = "organization"
    CROSS_ACCOUNT = "cross_account"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        """The place in the order, 0 for private."""
        return list(Exposure).index(self)

    def __lt__(self, other: str) -> bool:
        return self.width < Exposure(other).width

    def __le__(self, other: str) -> bool:
        return self.width <= Exposure(other).width

    def __gt__(self, other: str) -> bool:
        return self.width > Exposure(other).width

    def __ge__(self, other: str) -> bool:
        return self.width >= Exposure(other).width


class PolicyMalformed(ValueError):
    """The policy breaks the grammar of the policy language, so nothing can be said about it."""


@dataclass(frozen=True)
class PolicyVerdict:
    """Who a resource policy lets in, at the widest, and what decided it."""

    exposure: Exposure
    aws_is_public: bool
    """AWS's own answer: a wildcard principal is public unless a fixed value limits it."""
    external_accounts: frozenset[str]
    """12-digit ids of other accounts that get access, as principal or through a condition."""
    organizations: frozenset[str]
    """Ids (o-…) of the organizations that conditions limit access to."""
    stale_principals: frozenset[str]
    """Unique ids (AROA…, AIDA…) that stand where a deleted role or user was named."""
    services: frozenset[str]
    """AWS service principals that get access; "*" stands for any of them."""
    reasons: tuple[str, ...]
    """Per statement who gets in and under which limits, without a closing full stop."""
