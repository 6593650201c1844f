"""What lifecycle rules do to a trail's log files: which rules reach them, and when they act.

Source: S3 API, LifecycleRule; CloudTrail User Guide, "Finding your CloudTrail log files" (keys are
`prefix/AWSLogs/[organization/]account/CloudTrail…/Region/…`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.controls.cloudtrail.ownership import account_of

# Reading needs a restore that takes hours; GLACIER_IR and INTELLIGENT_TIERING answer at once.
ARCHIVE_CLASSES = ("GLACIER", "DEEP_ARCHIVE")

Rule = Mapping[str, Any]
Trail = Mapping[str, Any]


@dataclass(frozen=True)
class Breach:
    """A rule that acts too early, in words; `is_certain` unless a tag decides which objects."""

    words: str
    is_certain: bool


def breaches(
    rules: Sequence[Rule], trails: Sequence[Trail], *, min_days: int, hot_days: int
) -> Iterator[Breach]:
    """The enabled rules that delete a trail's log files, or archive them, too early.

    A rule for a date acts on every object there is on that day and on every later one, so objects
    written shortly before it have no minimum age. Rules for noncurrent versions are left aside:
    CloudTrail never overwrites, so they touch only what somebody overwrote or deleted.
    """
    for rule in rules:
        if rule.get("Status") != "Enabled" or not _reaches(rule, trails):
            continue
        certain = not _tags(rule)
        name = f"Lifecycle rule {rule.get('ID') or '(unnamed)'}"
        expiration = rule.get("Expiration") or {}
        if early := _early(expiration, min_days):
            yield Breach(f"{name} deletes log files {early}, below {min_days} days", certain)
        for transition in rule.get("Transitions") or ():
            storage = transition.get("StorageClass")
            if storage in ARCHIVE_CLASSES and (early := _early(transition, hot_days)):
                yield Breach(
                    f"{name} moves log files to {storage} {early}, below {hot_days} days", certain
                )


def _early(action: Mapping[str, Any], limit_days: int) -> str:
    """When the action comes, if that is before the limit; empty if it is not, or never."""
    if action.get("Date"):
        return f"on {action['Date']:%Y-%m-%d} whatever their age"
    days = action.get("Days")
    return f"after {days} days" if days is not None and days < limit_days else ""


def _reaches(rule: Rule, trails: Sequence[Trail]) -> bool:
    prefix = _prefix(rule)
    # With no trail to compare with, every rule has to be taken for one that reaches the logs.
    return not trails or any(_overlaps(prefix, trail) for trail in trails)


def _overlaps(prefix: str, trail: Trail) -> bool:
    """Some of the trail's keys begin with the rule's prefix."""
    own = trail.get("S3KeyPrefix")
    root = f"{own}/AWSLogs/" if own else "AWSLogs/"
    if root.startswith(prefix):
        return True
    if not prefix.startswith(root):
        return False
    below = prefix.removeprefix(root).split("/")
    if trail.get("IsOrganizationTrail"):
        # Below an organization trail every account has its folder; its id begins with `o-`.
        below = below[1:] if below[0].startswith("o") else below
        expected = ["", "CloudTrail"]
    else:
        expected = [account_of(trail["TrailARN"]), "CloudTrail"]
    return all(
        given.startswith(wanted) or wanted.startswith(given)
        for given, wanted in zip(below, expected, strict=False)
    )


def _prefix(rule: Rule) -> str:
    condition = rule.get("Filter") or {}
    both = condition.get("And") or {}
    return condition.get("Prefix") or both.get("Prefix") or rule.get("Prefix") or ""


def _tags(rule: Rule) -> bool:
    condition = rule.get("Filter") or {}
    return bool(condition.get("Tag") or (condition.get("And") or {}).get("Tags"))
