"""Put an account's snapshots together into the estate that controls judge."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from compliance.aws.answers import Answers
from compliance.aws.models import Account
from compliance.aws.pack import BodyDamaged
from compliance.collectors.collector import COLLECTORS, Scope, judged
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.controls.control import ACCOUNT, Control
from compliance.evidence.models import Collection, Snapshot, Unit
from compliance.evidence.read import ReceiptDamaged, populations, unread
from compliance.evidence.store import BlobDamaged


@dataclass(frozen=True)
class Evidence:
    """An estate with the snapshots it was made of, by (collector, region).

    `shared` tells, of types that several collectors yield, which of them saw an ARN in a region.
    """

    estate: Estate
    snapshots: dict[tuple[str, str], Snapshot]
    shared: Mapping[tuple[str, str, str], Snapshot] = field(default_factory=dict)

    def snapshot_for(self, control: Control, resource: str, read_in: str) -> Snapshot | None:
        """The snapshot that shows what the control judged.

        Where the region was never read (it is disabled), it is the one that lists the regions.
        """
        if seen := self.shared.get((control.resource_type, read_in, resource)):
            return seen
        for need in control.needs:
            if control.resource_type in (*COLLECTORS[need].resource_types, ACCOUNT):
                found = self.snapshots.get((need, read_in)) or self._any_of(need, read_in)
                return found or self.snapshots.get(("regions", GLOBAL))
        return None

    def _any_of(self, collector: str, read_in: str) -> Snapshot | None:
        if read_in:
            return None
        regions = sorted(region for name, region in self.snapshots if name == collector)
        return self.snapshots[collector, regions[0]] if regions else None


def assemble(collection: Collection, *, instant: datetime, max_age: timedelta) -> Evidence:
    """What the collection read, completed by the newest earlier snapshots of what it left out.

    What this collection tried and could not read is never replaced by an older reading. Earlier
    evidence older than `max_age` counts as not collected.
    """
    account = collection.account
    own = {
        (one.collector, one.region): one
        for one in Snapshot.objects.filter(
            unit__collection=collection, collector__in=judged()
        ).select_related("account")
    }
    earlier = Snapshot.objects.newest(account, collectors=judged(), until=instant).filter(
        unit__collection__finished_at__lte=instant
    )
    snapshots = {(one.collector, one.region): one for one in earlier.select_related("account")}
    snapshots |= own
    disabled = set(
        collection.units.filter(state=Unit.State.DISABLED).values_list("region", flat=True)
    )
    usable = {key: one for key, one in snapshots.items() if key[1] not in disabled}
    seen = [
        (population, snapshot)
        for snapshot in usable.values()
        for population in _described(snapshot, oldest=instant - max_age)
    ]
    described = [*(population for population, _ in seen), *_disabled(account, disabled)]
    return Evidence(Estate(account_resource(account), described), usable, dict(_shared(seen)))


def account_resource(account: Account) -> Resource:
    """The account itself, for controls that judge it as a whole."""
    return Resource(
        arn=f"arn:{account.partition}:iam::{account.account_id}:root",
        type=ACCOUNT,
        name=account.name,
        account_id=account.account_id,
        region=GLOBAL,
    )


def _shared(
    seen: Iterable[tuple[Population, Snapshot]],
) -> Iterator[tuple[tuple[str, str, str], Snapshot]]:
    yielded = Counter(kind for one in COLLECTORS.values() for kind in one.resource_types)
    for population, snapshot in seen:
        if yielded[population.type] > 1:
            for arn in (population.arn, *(one.arn for one in population.resources)):
                yield (population.type, population.region, arn), snapshot


def _described(snapshot: Snapshot, *, oldest: datetime) -> Sequence[Population]:
    account = snapshot.account
    if snapshot.ended_at < oldest:
        why = f"the evidence of {snapshot.ended_at:%Y-%m-%d %H:%M} UTC is too old"
        return _nothing(account, snapshot.collector, snapshot.region, why)
    try:
        return populations(snapshot)
    except (BlobDamaged, BodyDamaged, ReceiptDamaged) as error:
        why = f"the evidence is damaged: {error}"
        return _nothing(account, snapshot.collector, snapshot.region, why)


def _nothing(account: Account, collector: str, region: str, error: str) -> Sequence[Population]:
    """The populations of a place whose evidence cannot be relied on, or was never gathered."""
    place = Answers([], account_id=account.account_id, region=region, partition=account.partition)
    return unread(COLLECTORS[collector], place, error)


def _disabled(account: Account, regions: Iterable[str]) -> Iterator[Population]:
    for region in sorted(regions):
        for collector in judged().values():
            if collector.scope is Scope.REGIONAL:
                why = f"Region {region} is not enabled for the account."
                for population in _nothing(account, collector.name, region, ""):
                    yield replace(population, absent=why, resources=())
