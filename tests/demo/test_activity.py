"""What the estate's history tells is what was declared, but for what nobody may ask for."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from compliance.models import Account
from demo.estate import declared_accounts
from tests.demo.connecting import connect
from tests.reading import Clock, read

NOT_ALL_READ = 3
DENIED = ("444455556666", "eu-central-1")
Told = Counter[tuple[str, str, str, str]]


@pytest.fixture
def accounts(estate: str, monkeypatch: pytest.MonkeyPatch, db: None) -> list[Account]:
    """Every account of the estate, connected."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    return connect(estate)


def look(accounts: list[Account]) -> None:
    """Read the history of each."""
    for one in accounts:
        read(one, Clock(), services=["eventhistory"])


def declared() -> Told:
    """Account, region, event and error of everything that was declared and may be looked up."""
    return Counter(
        (account.id, one["region"], one["name"], one.get("error", ""))
        for account in declared_accounts()
        for one in account.each("events")
        if (account.id, one["region"]) != DENIED
        for _ in range(one.get("times", 1))
    )


def told() -> tuple[Told, set[tuple[str, str]]]:
    """What the command line lists, and the places with a gap."""
    out = StringIO()
    with pytest.raises(SystemExit, match=str(NOT_ALL_READ)):
        call_command("activity", "--format", "json", "--from", "2020-01-01", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    events = [one for one in lines if one["type"] == "occurrence"]
    gaps = [one for one in lines if one["type"] == "unread"]
    return (
        Counter((one["account"], one["region"], one["event"], one["error"]) for one in events),
        {(one["account"], one["region"]) for one in gaps},
    )


def test_every_declared_event_is_told_once_also_by_a_second_reading(
    accounts: list[Account],
) -> None:
    expected = declared()
    look(accounts)
    assert told()[0] == expected
    look(accounts)
    assert told()[0] == expected
    assert DENIED in told()[1]
