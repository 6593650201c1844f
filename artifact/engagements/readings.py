"""What was read of the places that a population is of, up to its instant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from artifact.engagements.definition import Frame
from compliance.collectors.collector import COLLECTORS, Scope
from compliance.collectors.resource import GLOBAL
from compliance.models import Account, Snapshot, Unit

SHOWN = 3


@dataclass
class Tie:
    """How many lines of a population come from one place, and what is missing there.

    `seen` is what the source counts; what of it is not `kept` is `left_out`: of another place, or
    of a status that is not asked for. `counted` is AWS Config's own count, where it has one.
    """

    account: str
    region: str
    source: str
    read_at: str = ""
    seen: int = 0
    kept: int = 0
    counted: int | None = None
    gaps: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """How many were seen and do not belong to the population."""
        return self.seen - self.kept

    @property
    def differs(self) -> bool:
        """AWS Config counts more than were listed."""
        return self.counted is not None and self.seen < self.counted

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the population."""
        return {
            "account": self.account,
            "region": self.region,
            "source": self.source,
            "read_at": self.read_at,
            "seen": self.seen,
            "kept": self.kept,
            "left_out": self.left_out,
            "counted": self.counted,
            "differs": self.differs,
            "gaps": list(self.gaps),
        }


@dataclass(frozen=True)
class Reading:
    """The newest reading of a place by a collector; `tie` says what is wrong with it."""

    tie: Tie
    collector: str
    snapshot: Snapshot | None


def readings(frame: Frame, account: Account, collectors: Sequence[str]) -> Iterator[Reading]:
    """Each place of the account that each of the collectors should have read, in order."""
    newest = {
        (one.collector, one.region): one for one in _newest(frame, account, list(collectors))
    }
    states = _unit_states(frame, account)
    for collector in sorted(collectors):
        for region in _expected(frame, account, collector, states):
            snapshot = newest.get((collector, region))
            is_disabled = states.get(region) == Unit.State.DISABLED
            tie = Tie(account.account_id, region, collector)
            if is_disabled:
                tie.source = f"{collector} (the account has not enabled the region)"
            else:
                _note(tie, snapshot, frame)
            yield Reading(tie, collector, None if is_disabled else snapshot)


def _newest(frame: Frame, account: Account, collectors: list[str]) -> Iterator[Snapshot]:
    found = frame.snapshots.filter(
        account=account, collector__in=collectors, ended_at__lte=frame.definition.as_of
    )
    return (
        found.select_related("account")
        .order_by("collector", "region", "-ended_at", "-id")
        .distinct("collector", "region")
        .iterator()
    )


def _unit_states(frame: Frame, account: Account) -> dict[str, str]:
    """Of each region that was ever to be read by then, the state of its newest unit."""
    units = Unit.objects.filter(
        collection__account=account, collection__requested_at__lte=frame.definition.as_of
    ).order_by("region", "-collection__requested_at", "-pk")
    return dict(units.distinct("region").values_list("region", "state"))


def _expected(frame: Frame, account: Account, collector: str, states: dict[str, str]) -> list[str]:
    if COLLECTORS[collector].scope is Scope.GLOBAL:
        return [GLOBAL]
    known = {*states, *account.regions, *frame.engagement.regions} - {GLOBAL}
    # Nothing says which regions there are: one row that was not read keeps that from being lost.
    return sorted(one for one in known if frame.wants(one)) or ["every region"] * (not known)


def _note(tie: Tie, snapshot: Snapshot | None, frame: Frame) -> None:
    if snapshot is None:
        tie.gaps.append("It was not read in the period up to this instant.")
        return
    tie.read_at = stamp(snapshot.ended_at)
    if snapshot.ended_at < frame.definition.as_of - frame.max_age:
        tie.gaps.append(f"It was read last on {snapshot.ended_at:%Y-%m-%d %H:%M} UTC.")
    if not snapshot.is_complete:
        tie.gaps.append(f"It was not read wholly: {missing_in(snapshot)}.")


def missing_in(snapshot: Snapshot) -> str:
    """What could not be read, the first few in words."""
    told = [f"{one['operation']}: {one['error']}".rstrip(".") for one in snapshot.missing]
    more = f"; and {len(told) - SHOWN} more" * (len(told) > SHOWN)
    return ("; ".join(told[:SHOWN]) or "calls failed") + more


def stamp(at: datetime) -> str:
    """An instant as populations and workpapers write it: ISO 8601 in UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
