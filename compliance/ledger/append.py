"""Write one line into the ledger."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rfc8785 import CanonicalizationError

from compliance.canonical_json import canonical
from compliance.ledger.models import Entry
from compliance.ledger.tree import leaf_hash


class NotJson(ValueError):
    """The details of an entry cannot be written as canonical JSON; the message says which."""


def append(
    *, actor: str, action: str, subject: str, details: Mapping[str, Any], at: datetime
) -> Entry:
    """The entry, committed with the caller's transaction or not at all; takes no lock.

    `action` is what happened (`report.downloaded`), `subject` to what (`report-version:12`).

    :raises NotJson: `details` hold something that JSON does not have.
    :raises ValueError: `at` has no time zone.
    """
    body = entry_body(actor, action, subject, details, at)
    return Entry.objects.create(
        at=at, actor=actor, action=action, subject=subject, body=body, leaf_hash=leaf_hash(body)
    )


def entry_body(
    actor: str, action: str, subject: str, details: Mapping[str, Any], at: datetime
) -> bytes:
    """The canonical bytes of an entry (RFC 8785), which are what the tree commits to."""
    if at.tzinfo is None:
        raise ValueError(f"{action}: {at} has no time zone")
    fields = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "action": action,
        "subject": subject,
        "details": dict(details),
    }
    try:
        return canonical(fields)
    except (CanonicalizationError, UnicodeEncodeError) as error:
        place, why = next(_not_json(fields, ""), ("", str(error)))
        raise NotJson(f"{action}: {place or 'the entry'} is not JSON: {why}") from error


def _not_json(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Each place in the value that has no canonical form, and why."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield path, f"its key {key!r} is not text"
                continue
            yield from _not_json(key, f"{path}, key {key!a}")
            yield from _not_json(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _not_json(inner, f"{path}[{index}]")
    else:
        try:
            canonical(value)
        except CanonicalizationError as error:
            yield path, str(error)
