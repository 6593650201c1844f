"""The resources of a type in an account, as the newest readings list them."""

from collections.abc import Iterator, Mapping, Sequence

from artifact.engagements.definition import Frame
from artifact.engagements.line import Line
from artifact.engagements.readings import Reading, Tie, readings
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.resource import Resource
from compliance.evidence.inventory import comparisons
from compliance.evidence.read import ReceiptDamaged, populations
from compliance.evidence.store import BlobDamaged
from compliance.models import Account, Snapshot

COUNTING = "config"


def resource_lines(frame: Frame, account: Account) -> tuple[list[Line], list[Tie]]:
    """The lines in the order of region and name, and how each place ties to them.

    One account's lines at a time lie in memory, without the facts behind them.
    """
    wanted = frame.definition.subject
    collectors = [name for name, one in COLLECTORS.items() if wanted in one.resource_types]
    found = list(readings(frame, account, collectors))
    counted = _counted(frame, account, found)
    lines: dict[str, Line] = {}
    for reading in found:
        if reading.snapshot is not None:
            _take(reading.tie, reading.snapshot, frame, lines)
            reading.tie.counted = counted.get((reading.tie.region, reading.collector))
    in_order = sorted(lines.values(), key=lambda one: (one.region, one.key))
    return in_order, [one.tie for one in found]


def _take(tie: Tie, snapshot: Snapshot, frame: Frame, lines: dict[str, Line]) -> None:
    """Add the snapshot's resources that are not known yet; what two places tell of counts once."""
    for resource in _resources(snapshot, frame.definition.subject, tie):
        tie.seen += 1
        line = _line(resource, snapshot)
        if frame.wants(resource.region) and line.key not in lines:
            lines[line.key] = line
            tie.kept += 1
    kept_count = snapshot.counts.get("resources", {}).get(frame.definition.subject)
    if kept_count is not None and kept_count != tie.seen:
        tie.gaps.append(f"The reading counted {kept_count}; its answers list {tie.seen} today.")


def _resources(snapshot: Snapshot, wanted: str, tie: Tie) -> Iterator[Resource]:
    try:
        described = populations(snapshot)
    except (BlobDamaged, ReceiptDamaged) as error:
        tie.gaps.append(f"The evidence is damaged: {error}.")
        return
    for one in described:
        if one.type == wanted:
            # What calls failed stands in the snapshot's own list already.
            if one.unknown or (one.error and snapshot.is_complete):
                tie.gaps.append(f"{one.operation}: {one.unknown or one.error}")
            yield from one.resources


def _line(resource: Resource, snapshot: Snapshot) -> Line:
    return Line(
        account=resource.account_id,
        region=resource.region,
        name=resource.arn,
        type=resource.type,
        attributes={"arn": resource.arn, "name": resource.name},
        snapshot=snapshot.pk,
        sha256=snapshot.blob_id,
    )


def _counted(
    frame: Frame, account: Account, found: Sequence[Reading]
) -> Mapping[tuple[str, str], int]:
    """AWS Config's own count of the type, by region and collector, where it has one."""
    as_of = frame.definition.as_of
    counts = (
        Snapshot.objects.filter(
            account=account,
            collector=COUNTING,
            ended_at__lte=as_of,
            ended_at__gte=as_of - frame.max_age,
        )
        .defer("receipt")
        .order_by("region", "-ended_at", "-id")
        .distinct("region")
    )
    kept = {(one.region, COUNTING): one for one in counts if frame.is_in_scope(one.region)}
    for one in found:
        if one.snapshot is not None:
            kept[one.tie.region, one.collector] = one.snapshot
    return {
        place: one.counted
        for place, compared in comparisons(kept).items()
        for one in compared
        if one.type == frame.definition.subject
    }
