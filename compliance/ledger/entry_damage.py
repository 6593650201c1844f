"""Check one entry by itself."""

import json
from collections.abc import Iterator
from typing import Any

from compliance.canonical_json import canonical
from compliance.ledger.append import entry_body
from compliance.ledger.models import Entry
from compliance.ledger.tree import leaf_hash

_MAX_SAFE_INTEGER = 2**53 - 1


def entry_damage(entry: Entry) -> Iterator[str]:
    """What is wrong with an entry: with its hash, its body's form, or its columns."""
    body = bytes(entry.body)
    if bytes(entry.leaf_hash) != leaf_hash(body):
        yield "its body is not what its hash was made of"
        return
    try:
        written = json.loads(body, parse_int=_number)
        is_canonical = canonical(written) == body
    except (ValueError, RecursionError):
        is_canonical = False
    if not is_canonical:
        yield "its body is not canonical JSON"
    elif not _columns_agree(entry, written, body):
        yield "its columns say something else than its body"


def _columns_agree(entry: Entry, written: Any, body: bytes) -> bool:
    details = written.get("details") if isinstance(written, dict) else None
    return isinstance(details, dict) and body == entry_body(
        entry.actor, entry.action, entry.subject, details, entry.at
    )


def _number(digits: str) -> int | float:
    """An integer; or the float that RFC 8785 writes like one, from 2**53 on."""
    number = int(digits)
    return number if abs(number) <= _MAX_SAFE_INTEGER else float(digits)
