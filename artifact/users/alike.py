"""Grants that are alike but for the account, taken as one that opens several accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from artifact.users.models import Grant


@dataclass(frozen=True)
class Opening:
    """What grants open together. `accounts` are their row ids; None is every account."""

    framework: str
    category: str
    series: str
    regions: tuple[str, ...]
    period_start: date | None
    period_end: date | None
    accounts: frozenset[int] | None


def alike(grants: Iterable[Grant]) -> list[Opening]:
    """The grants, those that differ only by their account as one; in the order of the first.

    A report about two accounts is opened by two such grants, since neither alone covers it; and
    a question about a thousand accounts stays one condition.
    """
    accounts: dict[Opening, set[int | None]] = {}
    for grant in grants:
        accounts.setdefault(_without_account(grant), set()).add(grant.account_id)
    return [
        Opening(**{**vars(each), "accounts": _named(found)}) for each, found in accounts.items()
    ]


def _without_account(grant: Grant) -> Opening:
    return Opening(
        framework=grant.framework,
        category=grant.category,
        series=grant.series,
        regions=tuple(sorted(set(grant.regions))),
        period_start=grant.period_start,
        period_end=grant.period_end,
        accounts=None,
    )


def _named(found: set[int | None]) -> frozenset[int] | None:
    named = frozenset(one for one in found if one is not None)
    return named if len(named) == len(found) else None
