"""Since when a finding is open, and whether that is too long."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.inspector2 import FINDINGS, SEVERITIES
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    failed,
    not_applicable,
    not_determined,
    passed,
)
from compliance.controls.iso import iso

# What tells that a resource was there, by the member of its details: later than it came into
# being where it was started or changed again.
EXISTED = {
    "awsEc2Instance": "launchedAt",
    "awsEcrContainerImage": "pushedAt",
    "awsLambdaFunction": "lastModifiedAt",
    "image": "pushedAt",
    "machineImage": "creationDate",
    "serverlessFunction": "lastModifiedAt",
    "vm": "launchedAt",
}
FIXABLE = frozenset({"YES", "PARTIAL"})


def overdue(finding: Resource, context: Context) -> Outcome:
    """Whether a finding of one of the severities in `severities`, with a fix, is within its limit.

    :raises NotCollected: findings of a severity that is asked for were not read.
    """
    severities = list(context.params["severities"])
    if unread := [one for one in severities if one not in SEVERITIES]:
        raise NotCollected(FINDINGS[0], f"was not asked for findings of {', '.join(unread)}")
    severity = entry(finding, "severity")
    if severity not in severities:
        return not_applicable(f"The finding's severity is {severity}.")
    if entry(finding, "fixAvailable") not in FIXABLE:
        return not_applicable("There is no fix for it yet.")
    return within_limit(finding, context)


def within_limit(finding: Resource, context: Context) -> Outcome:
    """Whether it is open for no more than `max_days`.

    The time runs from when the vendor knew the vulnerability, if the resource was there by then;
    else from when the resource was there, or the finding was first observed.
    """
    days = int(context.params["max_days"])
    oldest = context.now - timedelta(days=days)
    observed: datetime = entry(finding, "firstObservedAt")
    details = finding["finding"].get("packageVulnerabilityDetails") or {}
    known: datetime = details.get("vendorCreatedAt") or observed
    there = _there_since(finding)
    begin = min(observed, max(known, there)) if there else observed
    what = _what(finding["finding"])
    if begin < oldest:
        return failed(f"{what} is open since {iso(begin)}; the limit is {days} days.")
    if there is None and known < oldest:
        return not_determined(
            f"{what} was observed at {iso(observed)} and known at {iso(known)}; since when the "
            "resource is there, AWS does not tell."
        )
    return passed(f"{what} is open since {iso(begin)}, within {days} days.")


def entry(finding: Resource, member: str) -> Any:
    """A member that AWS gives for every finding that is read.

    :raises NotCollected: it is missing.
    """
    found = finding["finding"].get(member)
    if not found:
        raise NotCollected(FINDINGS[0], f"the answer has no {member}")
    return found


def _there_since(finding: Resource) -> datetime | None:
    """The latest time by which all its resources were there; None where one's is not told."""
    resources = finding["finding"].get("resources") or ()
    times = [next(_times(one.get("details") or {}), None) for one in resources]
    told = [one for one in times if one is not None]
    return max(told) if told and len(told) == len(times) else None


def _times(details: Mapping[str, Any]) -> Iterator[datetime]:
    for member, time in EXISTED.items():
        if at := (details.get(member) or {}).get(time):
            yield at


def _what(entry: Mapping[str, Any]) -> str:
    """`CVE-2026-0001 on i-0a1b2c3d`."""
    details = entry.get("packageVulnerabilityDetails") or {}
    name = details.get("vulnerabilityId") or entry.get("title") or entry.get("type")
    ids = ", ".join(str(one.get("id")) for one in entry.get("resources") or ())
    return f"{name} on {ids}" if ids else f"{name}"
