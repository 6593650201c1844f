"""End a unit, and with the last one the collection."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from compliance.aws.models import Account
from compliance.aws.pack import BodyDamaged
from compliance.aws.regions import default_regions
from compliance.collectors.resource import GLOBAL
from compliance.evidence.models import Collection, Snapshot, Unit
from compliance.evidence.read import ReceiptDamaged, populations
from compliance.evidence.store import BlobDamaged
from compliance.lease import owned
from compliance.ledger.append import append

READABLE = ("opt-in-not-required", "opted-in")


@dataclass(frozen=True)
class Finished:
    """What follows from a unit's end: units to read next, and whether the collection ended."""

    collection_id: int
    next_units: tuple[int, ...]
    has_ended: bool


def finish(unit: Unit, attempt: int, *, now: datetime) -> Finished:
    """Mark the unit done; after the global unit, plan one for each region.

    :raises LeaseLost: another worker has taken the unit over.
    """
    with transaction.atomic():
        collection = (
            Collection.objects.select_for_update(of=("self",))
            .select_related("account")
            .get(pk=unit.collection_id)
        )
        mine = owned(Unit.objects.all(), unit.pk, attempt)
        mine.state, mine.lease_until, mine.step = Unit.State.DONE, None, ""
        mine.calls_made = sum(unit.snapshots.values_list("calls_made", flat=True))
        mine.save(update_fields=["state", "lease_until", "step", "calls_made"])
        planned = _plan(collection, now) if unit.region == GLOBAL else []
        has_ended = _count(collection, now)
    return Finished(collection.pk, tuple(one.pk for one in planned), has_ended)


def _plan(collection: Collection, now: datetime) -> list[Unit]:
    """A unit for every region to read; those that the account has not enabled are marked so."""
    readable, disabled = _regions(collection)
    units = [Unit(collection=collection, region=name, hinted_at=now) for name in readable]
    units += [
        Unit(
            collection=collection,
            region=name,
            state=Unit.State.DISABLED,
            error=f"Region {name} is not enabled for the account.",
        )
        for name in disabled
    ]
    return [unit for unit in Unit.objects.bulk_create(units) if unit.state == Unit.State.QUEUED]


def _regions(collection: Collection) -> tuple[list[str], list[str]]:
    wanted = set(collection.regions or collection.account.regions)
    enabled = _enabled(collection)
    if enabled is None:
        # Unknown is not disabled: every region that could be in use is tried.
        return sorted(wanted or default_regions(collection.account.partition)), []
    if not wanted:
        return sorted(enabled), sorted(_ever_read(collection.account) - enabled)
    return sorted(enabled & wanted), sorted(wanted - enabled)


def _enabled(collection: Collection) -> set[str] | None:
    """The regions enabled for the account; None where that could not be read."""
    try:
        (population,) = populations(_snapshot(collection, "regions"))
    except (BlobDamaged, BodyDamaged, ReceiptDamaged):
        return None
    if population.error:
        return None
    return {one.name for one in population.resources if one["region"]["OptInStatus"] in READABLE}


def _ever_read(account: Account) -> set[str]:
    """Its regions with evidence: one that was switched off since has to be said so."""
    kept = Snapshot.objects.filter(account=account).exclude(region=GLOBAL)
    return set(kept.order_by().values_list("region", flat=True).distinct())


def _snapshot(collection: Collection, collector: str) -> Snapshot:
    return Snapshot.objects.select_related("account").get(
        unit__collection=collection, collector=collector, region=GLOBAL
    )


def _count(collection: Collection, now: datetime) -> bool:
    """Bring the collection's progress up to date; True if its last unit has ended."""
    units = collection.units
    open_units = units.filter(state__in=Unit.OPEN).count()
    collection.steps_total = units.count()
    collection.steps_done = collection.steps_total - open_units
    kept = Snapshot.objects.filter(unit__collection=collection)
    collection.calls_made = sum(kept.values_list("calls_made", flat=True))
    if not open_units:
        incomplete = kept.filter(is_complete=False).exists()
        collection.state = Collection.State.INCOMPLETE if incomplete else Collection.State.COMPLETE
        collection.finished_at = _end(collection, now)
        append(
            actor="collector",
            action="collection.ended",
            subject=f"collection:{collection.pk}",
            details={"state": str(collection.state), "calls": collection.calls_made},
            at=now,
        )
    collection.save(
        update_fields=["steps_total", "steps_done", "calls_made", "state", "finished_at"]
    )
    return not open_units


def _end(collection: Collection, now: datetime) -> datetime:
    """`now`, or later: after all that was read, and after the account's collections before.

    The workers' clocks differ, and findings are ordered by this instant.
    """
    kept = Snapshot.objects.filter(unit__collection=collection).aggregate(at=Max("ended_at"))
    before = Collection.objects.filter(account=collection.account).aggregate(at=Max("finished_at"))
    after = before["at"] + timedelta(microseconds=1) if before["at"] else now
    return max(now, after, kept["at"] or now)
