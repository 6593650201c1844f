"""How old the evidence below the first page is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from compliance.assessments.models import FindingQuerySet
from compliance.collectors.resource import GLOBAL
from compliance.models import Account, Evaluation


@dataclass(frozen=True)
class LastRead:
    """When a region was last read: the longest ago of its accounts, and those not read lately.

    `at` is None where no account was read lately.
    """

    at: datetime | None
    stale: Sequence[Account]


def last_read(
    findings: FindingQuerySet, *, now: datetime, max_age: timedelta
) -> Mapping[str, LastRead]:
    """For each region of the findings, how old what they rest on is. Three queries."""
    places = set(findings.order_by().values_list("region", "account_id").distinct())
    accounts = Account.objects.in_bulk({account for _, account in places})
    fresh = {
        (region, account): at
        for region, account, at in Evaluation.objects.filter(instant__gt=now - max_age)
        .order_by()
        .values_list("region", "account_id")
        .annotate(at=Max("instant"))
    }
    return {
        region: _of_region(region, places, accounts, fresh)
        for region in {one for one, _ in places} - {GLOBAL}
    }


def _of_region(
    region: str,
    places: set[tuple[str, int]],
    accounts: Mapping[int, Account],
    fresh: Mapping[tuple[str, int], datetime],
) -> LastRead:
    here = sorted(account for place, account in places if place == region)
    times = [fresh[region, account] for account in here if (region, account) in fresh]
    stale = [accounts[account] for account in here if (region, account) not in fresh]
    return LastRead(min(times, default=None), stale)
