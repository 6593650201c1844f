"""Start reading an account."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from compliance.aws.models import Account
from compliance.aws.regions import partition_regions
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.resource import GLOBAL
from compliance.evidence.models import Collection, Unit
from compliance.ledger.append import append


class CollectionRefused(Exception):
    """The reading cannot start; the message says what to do."""


class CollectionAlreadyRunning(CollectionRefused):
    """The account is being read at this moment."""

    def __init__(self, running: Collection) -> None:
        super().__init__(
            f"Account {running.account.account_id} is being read already by collection "
            f"{running.pk}, started by {running.requested_by} at "
            f"{running.requested_at:%Y-%m-%d %H:%M:%S} UTC. Wait for it to end."
        )
        self.running = running


def start(
    account: Account,
    *,
    requested_by: str,
    now: datetime,
    services: Iterable[str] = (),
    regions: Iterable[str] = (),
) -> Collection:
    """A queued collection with its first unit, the global one; the regional ones follow from it.

    :raises CollectionAlreadyRunning: the account has an open collection.
    :raises CollectionRefused: the account is paused, or a service or region is unknown.
    """
    services, regions = sorted(set(services)), sorted(set(regions))
    _refuse_unknown(account, services, regions)
    try:
        with transaction.atomic():
            collection = Collection.objects.create(
                account=account,
                services=services,
                regions=regions,
                requested_by=requested_by,
                requested_at=now,
                steps_total=1,
            )
            Unit.objects.create(collection=collection, region=GLOBAL)
            append(
                actor=requested_by,
                action="collection.started",
                subject=f"collection:{collection.pk}",
                details={"account": account.account_id, "services": services, "regions": regions},
                at=now,
            )
    except IntegrityError as error:
        running = Collection.objects.filter(account=account, state__in=Collection.OPEN).first()
        if running is None:
            raise CollectionRefused(
                f"Account {account.account_id} was being read until just now. Try again."
            ) from error
        raise CollectionAlreadyRunning(running) from None
    return collection


def _refuse_unknown(account: Account, services: list[str], regions: list[str]) -> None:
    if account.is_paused:
        raise CollectionRefused(f"Account {account.account_id} is paused. Resume it first.")
    unknown = [name for name in services if name not in COLLECTORS]
    if unknown:
        raise CollectionRefused(
            f"Unknown service {', '.join(unknown)}. Known are {', '.join(COLLECTORS)}."
        )
    possible = partition_regions(account.partition)
    unknown = [name for name in regions if name not in possible]
    if unknown:
        raise CollectionRefused(
            f"Unknown region {', '.join(unknown)} in partition {account.partition}."
        )
