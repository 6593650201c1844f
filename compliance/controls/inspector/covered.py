"""How much of what Inspector covers it really scanned, by type of resource."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Reachability from outside says nothing of what is inside a host (PCI DSS 4.0.1 11.3.1.2).
NETWORK = "NETWORK"
ACTIVE = "ACTIVE"
# They hold what is scanned, and are not scanned themselves: no date is to be expected.
HOLDERS = frozenset(
    {
        "AWS_ECR_REPOSITORY",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.ContainerRegistry/registry/containerRepository",
        "artifactregistry.googleapis.com/Repository",
    }
)

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Covered:
    """The resources of one type: how many could be scanned, were, and why the rest were not.

    A resource counts once, however many entries it has; `rest` has the ids of those that were not
    scanned, by reason.
    """

    resource_type: str
    eligible: int
    scanned: int
    rest: Mapping[str, Sequence[str]]

    @property
    def share(self) -> float:
        """Of those that could be scanned; nothing is wholly scanned."""
        return self.scanned / self.eligible if self.eligible else 1.0


def covered(entries: list[Entry], *, since: datetime, left_aside: set[str]) -> list[Covered]:
    """By type; scanned since then, entries whose reason is to be left aside not counted."""
    by_type: dict[str, dict[str, list[Entry]]] = {}
    for one in entries:
        if _reason(one) not in left_aside:
            resources = by_type.setdefault(str(one.get("resourceType")), {})
            resources.setdefault(str(one.get("resourceId")), []).append(one)
    return [_of_type(kind, by_type[kind], since) for kind in sorted(by_type)]


def _of_type(kind: str, resources: Mapping[str, list[Entry]], since: datetime) -> Covered:
    rest: dict[str, list[str]] = {}
    scanned = 0
    for name in sorted(resources):
        why_not = set(_why_not_scanned(resources[name], since))
        scanned += not why_not
        for reason in why_not:
            rest.setdefault(reason, []).append(name)
    return Covered(
        kind, len(resources), scanned, {reason: rest[reason] for reason in sorted(rest)}
    )


def _why_not_scanned(entries: list[Entry], since: datetime) -> Iterator[str]:
    """Each type of scan that the resource is said to have must have run; one at least."""
    by_scan: dict[str, list[Entry]] = {}
    for one in entries:
        if one.get("scanType") != NETWORK:
            by_scan.setdefault(str(one.get("scanType")), []).append(one)
    if not by_scan:
        yield "scanned from the network only"
    for group in by_scan.values():
        if not any(_is_scanned(one, since) for one in group):
            yield from {_why(one) for one in group}


def _is_scanned(entry: Entry, since: datetime) -> bool:
    if (entry.get("scanStatus") or {}).get("statusCode") != ACTIVE:
        return False
    at = entry.get("lastScannedAt")
    return at >= since if at else entry.get("resourceType") in HOLDERS


def _why(entry: Entry) -> str:
    if (entry.get("scanStatus") or {}).get("statusCode") != ACTIVE:
        return _reason(entry) or "no reason told"
    return "scanned too long ago" if entry.get("lastScannedAt") else "never scanned"


def _reason(entry: Entry) -> str:
    return str((entry.get("scanStatus") or {}).get("reason") or "")
