"""Read one unit: an account in one region, by every collector that applies."""

from collections import deque
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from django.db import transaction

from compliance.aws.reader import Reader
from compliance.aws.session import AccountUnreachable, open_session
from compliance.collectors.collector import COLLECTORS, Collector, Scope
from compliance.collectors.resource import GLOBAL
from compliance.evidence.finish import Finished, finish
from compliance.evidence.gather import Reading, gather
from compliance.evidence.keep import keep
from compliance.evidence.models import Collection, Unit
from compliance.evidence.occurrences import EventWindow
from compliance.lease import LeaseLost, claim, held, owned

MAX_ATTEMPTS = 5
ALWAYS = "regions"


@dataclass
class _Progress:
    """What the unit's row shows while it is read: what is awaited, and the calls made so far."""

    calls_kept: int
    awaited: deque[tuple[Collector, Reader]] = field(default_factory=deque)

    def row(self) -> dict[str, object]:
        work = list(self.awaited)
        made = sum(reader.calls_made for _, reader in work)
        return {"step": work[0][0].name if work else "", "calls_made": self.calls_kept + made}


def collect(unit_id: int, *, clock: Callable[[], datetime], lease: timedelta) -> Finished | None:
    """Read the unit and keep a snapshot per collector; safe to call twice or side by side.

    Returns what follows from the unit's end, or None if it had ended or another worker holds it.
    What a dead worker had kept already is not read again.

    :raises LeaseLost: another worker has taken the unit over in the meantime.
    """
    attempt = claim(Unit.objects.all(), unit_id, lease=lease)
    if attempt is None:
        return None
    unit = Unit.objects.select_related("collection__account").get(pk=unit_id)
    _mark_running(unit.collection, clock())
    progress = _Progress(_calls_kept(unit))
    with held(
        Unit.objects.all(), unit_id, attempt, lease=lease, progress=progress.row
    ) as keep_going:
        _read(unit, attempt, progress, clock, keep_going)
    return finish(unit, attempt, now=clock())


def collectors_of(collection: Collection, region: str) -> list[Collector]:
    """The collectors that read this region in this collection, by name."""
    scope = Scope.GLOBAL if region == GLOBAL else Scope.REGIONAL
    wanted = {*collection.services, ALWAYS} if collection.services else set(COLLECTORS)
    return [
        collector
        for name, collector in COLLECTORS.items()
        if collector.scope is scope and name in wanted
    ]


def _mark_running(collection: Collection, now: datetime) -> None:
    Collection.objects.filter(pk=collection.pk, state="queued").update(
        state="running", started_at=now
    )


def _calls_kept(unit: Unit) -> int:
    return sum(unit.snapshots.values_list("calls_made", flat=True))


def _read(
    unit: Unit,
    attempt: int,
    progress: _Progress,
    clock: Callable[[], datetime],
    keep_going: Callable[[], None],
) -> None:
    kept = set(unit.snapshots.values_list("collector", flat=True))
    owed = [one for one in collectors_of(unit.collection, unit.region) if one.name not in kept]
    if not owed:
        return
    started_at = clock()
    try:
        _refuse_after(attempt)
        session = open_session(unit.collection.account.target, clock=clock, reuse=True)
    except AccountUnreachable as error:
        for collector in owed:
            reading = Reading(collector, started_at, clock(), (), str(error))
            _keep(unit, attempt, reading, clock())
        return
    given_up = Event()

    def still_wanted() -> None:
        keep_going()
        if given_up.is_set():
            raise LeaseLost(f"the reading of unit {unit.pk} was given up")

    progress.awaited.extend(
        (one, session.reader(unit.region, keep_going=still_wanted, since=_since(one, unit)))
        for one in owed
    )
    with closing(gather(progress.awaited, clock=clock, give_up=given_up.set)) as readings:
        for reading in readings:
            _keep(unit, attempt, reading, clock())
            _, reader = progress.awaited.popleft()
            progress.calls_kept += reader.calls_made


def _since(collector: Collector, unit: Unit) -> dict[str, datetime]:
    """From when on a windowed collector has to ask; what a dead worker read was never kept."""
    if collector.windowed is None:
        return {}
    ends = EventWindow.objects.last_ends(
        unit.collection.account, unit.region, collector.windowed.lookups
    )
    return {lookup: at + timedelta(seconds=1) for lookup, at in ends.items()}


def _refuse_after(attempt: int) -> None:
    if attempt > MAX_ATTEMPTS:
        raise AccountUnreachable(f"the reading was interrupted {MAX_ATTEMPTS} times")


def _keep(unit: Unit, attempt: int, reading: Reading, now: datetime) -> None:
    with transaction.atomic():
        owned(Unit.objects.all(), unit.pk, attempt)
        keep(unit, reading, now=now)
