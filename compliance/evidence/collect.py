"""Read one unit: an account in one region, by every collector that applies."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from compliance.aws.reader import Reader
from compliance.aws.session import AccountUnreachable, open_session
from compliance.collectors.collector import COLLECTORS, Collector, Scope
from compliance.collectors.resource import GLOBAL
from compliance.evidence.finish import Finished, finish
from compliance.evidence.keep import Reading, keep
from compliance.evidence.models import Collection, Unit
from compliance.evidence.occurrences import EventWindow
from compliance.lease import LeaseLost, claim, held, owned

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
ALWAYS = "regions"


@dataclass
class _Progress:
    step: str = ""
    reader: Reader | None = None
    calls_before: int = 0

    def row(self) -> dict[str, object]:
        """What the unit's row shows while the unit is being read."""
        made = self.reader.calls_made if self.reader else 0
        return {"step": self.step, "calls_made": self.calls_before + made}


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
    progress = _Progress(calls_before=_calls_kept(unit))
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
    for collector in owed:
        reader = session.reader(unit.region, keep_going=keep_going, since=_since(collector, unit))
        progress.step, progress.reader = collector.name, reader
        progress.calls_before = _calls_kept(unit)
        _keep(unit, attempt, _reading(collector, reader, clock), clock())


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


def _reading(collector: Collector, reader: Reader, clock: Callable[[], datetime]) -> Reading:
    started_at, failure = clock(), ""
    try:
        collector.collect(reader)
    except LeaseLost:
        raise
    except Exception as error:
        # A collector's defect must cost its own evidence only, and must never look like none.
        logger.exception("collector %s failed in %s", collector.name, reader.region)
        failure = f"the collector failed: {type(error).__name__}: {error}"
    return Reading(
        collector, started_at, clock(), reader.recorded(), failure, caller_arn=reader.caller_arn
    )


def _keep(unit: Unit, attempt: int, reading: Reading, now: datetime) -> None:
    with transaction.atomic():
        owned(Unit.objects.all(), unit.pk, attempt)
        keep(unit, reading, now=now)
