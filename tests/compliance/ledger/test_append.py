"""What one line of the ledger holds, and what cannot be written."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from django.db import transaction

from compliance.ledger.append import NotJson, append
from compliance.models import Entry
from tests.compliance.ledger.lines import NOW, lines

pytestmark = pytest.mark.django_db


def note(details: dict[Any, Any], at: datetime = NOW) -> Entry:
    """One entry with these details, read again from the database."""
    entry = append(
        actor="ada",
        action="report.downloaded",
        subject="report-version:12",
        details=details,
        at=at,
    )
    return Entry.objects.get(pk=entry.pk)


def test_the_body_is_canonical_json_and_its_hash_that_of_a_leaf() -> None:
    entry = note({"z": 1.0, "a": [True, None, "é\n"], "1": 1e-7})
    body = bytes(entry.body)
    assert body.decode() == (
        '{"action":"report.downloaded","actor":"ada","at":"2026-03-31T22:00:00.000000+00:00",'
        '"details":{"1":1e-7,"a":[true,null,"é\\n"],"z":1},"subject":"report-version:12"}'
    )
    assert bytes(entry.leaf_hash) == hashlib.sha256(b"\x00" + body).digest()


def test_the_time_is_written_in_utc_whatever_the_zone_it_was_given_in() -> None:
    warsaw = timezone(timedelta(hours=2))
    entry = note({}, at=datetime(2026, 4, 1, 0, 0, 0, 7, tzinfo=warsaw))
    assert json.loads(bytes(entry.body))["at"] == "2026-03-31T22:00:00.000007+00:00"
    assert entry.at == datetime(2026, 3, 31, 22, 0, 0, 7, tzinfo=UTC)


class Colour(StrEnum):
    """A text that is an enumeration's member."""

    RED = "red"


def test_texts_of_an_enumeration_are_written_as_texts() -> None:
    assert note({"colour": Colour.RED}).details == {"colour": "red"}


@pytest.mark.parametrize(
    ("details", "complaint"),
    [
        ({"when": NOW}, "details.when is not JSON: unsupported type: <class 'datetime.datetime'>"),
        ({"a": [{"b": {1, 2}}]}, "details.a[0].b is not JSON: unsupported type: <class 'set'>"),
        ({"pages": float("nan")}, "details.pages is not JSON: nan is not representable"),
        ({"bytes": 2**53}, "details.bytes is not JSON: 9007199254740992 exceeds"),
        ({"by": {7: "x"}}, "details.by is not JSON: its key 7 is not text"),
        ({"text": "\ud800"}, "details.text is not JSON: input contains non-UTF-8"),
        ({"\ud800": 1}, "details, key '\\ud800' is not JSON: input contains non-UTF-8"),
    ],
)
def test_what_is_not_json_is_refused_by_its_place(details: dict[Any, Any], complaint: str) -> None:
    with pytest.raises(NotJson) as refused:
        note(details)
    assert str(refused.value).startswith(f"report.downloaded: {complaint}")
    assert not Entry.objects.exists()


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"report\.downloaded: .* has no time zone"):
        note({}, at=datetime(2026, 3, 31, 22, 0))  # noqa: DTZ001 - the case under test
    assert not Entry.objects.exists()


def test_an_entry_goes_with_the_transaction_that_wrote_it() -> None:
    with transaction.atomic():
        lines(2)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
