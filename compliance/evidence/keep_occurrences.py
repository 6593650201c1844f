"""Keep what happened as rows, beside the snapshot that proves it."""

from collections.abc import Iterable

from compliance.collectors.occurrence import Event, Window
from compliance.evidence.models import Snapshot
from compliance.evidence.occurrences import EventWindow, Occurrence

BATCH = 1000


def keep_occurrences(snapshot: Snapshot, windows: Iterable[Window]) -> None:
    """Write the windows that go on from those that are kept, and their events.

    The caller holds the unit and the transaction. An event that another lookup found before is
    there already; a window that reaches back before the newest one is left out.
    """
    found = sorted(windows, key=lambda one: (one.lookup, one.begins_at))
    ends = dict(
        EventWindow.objects.last_ends(
            snapshot.account, snapshot.region, {one.lookup for one in found}
        )
    )
    fresh = []
    for one in found:
        if one.lookup not in ends or one.begins_at > ends[one.lookup]:
            ends[one.lookup] = one.ends_at
            fresh.append(one)
    EventWindow.objects.bulk_create((_window(snapshot, one) for one in fresh), batch_size=BATCH)
    Occurrence.objects.bulk_create(
        (_occurrence(snapshot, event) for one in fresh for event in one.events),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _window(snapshot: Snapshot, window: Window) -> EventWindow:
    return EventWindow(
        snapshot=snapshot,
        account=snapshot.account,
        region=snapshot.region,
        lookup=window.lookup,
        begins_at=window.begins_at,
        ends_at=window.ends_at,
        events=len(window.events),
    )


def _occurrence(snapshot: Snapshot, event: Event) -> Occurrence:
    return Occurrence(
        snapshot=snapshot,
        account=snapshot.account,
        region=snapshot.region,
        event_id=event.id,
        at=event.at,
        name=event.name,
        kinds=list(event.kinds),
        who=event.who,
        source=event.source,
        resources=list(event.resources),
        mfa=event.mfa,
        error=event.error,
        call=event.call,
    )
