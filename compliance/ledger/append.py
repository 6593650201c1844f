"""Write one line into the ledger."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from compliance.canonical_json import canonical
from compliance.ledger.models import Entry
from compliance.ledger.tree import leaf_hash


def append(
    *, actor: str, action: str, subject: str, details: Mapping[str, Any], at: datetime
) -> Entry:
    """The entry, committed with the caller's transaction or not at all; takes no lock.

    `action` is what happened (`report.downloaded`), `subject` to what (`report-version:12`).

    :raises rfc8785.CanonicalizationError: `details` is not JSON.
    """
    body = entry_body(actor, action, subject, details, at)
    return Entry.objects.create(
        at=at, actor=actor, action=action, subject=subject, body=body, leaf_hash=leaf_hash(body)
    )


def entry_body(
    actor: str, action: str, subject: str, details: Mapping[str, Any], at: datetime
) -> bytes:
    """The canonical bytes of an entry (RFC 8785), which are what the tree commits to."""
    return canonical(
        {
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": actor,
            "action": action,
            "subject": subject,
            "details": dict(details),
        }
    )
