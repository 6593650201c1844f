"""What is asked for when an engagement is opened or changed, and why it is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from compliance.aws.regions import HOME, partition_regions
from compliance.models import Account


class EngagementRefused(Exception):
    """Nothing was opened or changed. `errors` names the fields, with what to do."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = errors
        super().__init__(" ".join(one for each in errors.values() for one in each))


@dataclass(frozen=True)
class Scope:
    """What an engagement opens, and when. No regions means every region.

    The period's days are whole days in UTC, the last included; access ends at `access_to`.
    """

    accounts: Sequence[Account]
    regions: Sequence[str]
    period_start: date
    period_end: date
    access_from: datetime
    access_to: datetime

    def facts(self) -> dict[str, object]:
        """The scope as the ledger keeps it."""
        return {
            "accounts": sorted(one.account_id for one in self.accounts),
            "regions": sorted(self.regions),
            "period_start": self.period_start.isoformat(),
            "period_end": self.period_end.isoformat(),
            "access_from": self.access_from.isoformat(),
            "access_to": self.access_to.isoformat(),
        }


def refuse_wrong_scope(scope: Scope, *, now: datetime) -> None:
    """Refuse a scope that would open something else than it seems to.

    :raises EngagementRefused: naming the fields.
    """
    wrong: dict[str, list[str]] = {}
    if not scope.accounts:
        wrong["accounts"] = ["Choose the accounts that are looked at."]
    if unknown := sorted(set(scope.regions) - _regions()):
        wrong["regions"] = [f"AWS has no region {', '.join(unknown)}."]
    if scope.period_end < scope.period_start:
        wrong["period_end"] = ["The period ends before it starts."]
    if scope.access_to <= scope.access_from:
        wrong["access_to"] = ["Access ends before it starts."]
    elif scope.access_to <= now:
        wrong["access_to"] = ["Access would have ended already."]
    if wrong:
        raise EngagementRefused(wrong)


def _regions() -> set[str]:
    named: Iterable[Iterable[str]] = (partition_regions(partition) for partition in HOME)
    return {name for each in named for name in each}
