"""`manage.py coverage`: which days were read, and what held at the end of each."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance.models import Account
from tests.artifact import factories

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def account() -> Account:
    """Read on the 1st, 2nd and 4th; one finding failed from the 1st and was mended on the 4th."""
    made = factories.account()
    for number in (0, 1, 3):
        run = factories.collection(made)
        factories.evaluation(run, "eu-west-1", FIRST + number * DAY)
        if number != 1:
            factories.evaluation(run, "global", FIRST + number * DAY)
    factories.finding(made, resource="arn:a", opened_at=FIRST, closed_at=FIRST + 3 * DAY)
    factories.finding(made, resource="arn:a", status="pass", opened_at=FIRST + 3 * DAY)
    factories.finding(made, resource="arn:b", status="pass", opened_at=FIRST)
    factories.finding(made, resource="arn:c", opened_at=FIRST, limits_of="hipaa")
    factories.finding(factories.account(), opened_at=FIRST)
    return made


def run(account: Account, *words: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    period = () if "--since" in words else ("--since", "2026-03-01", "--until", "2026-03-04")
    call_command("coverage", account.account_id, *period, *words, stdout=out)
    return out.getvalue().splitlines()


def days(account: Account, *words: str) -> list[dict[str, Any]]:
    """The days as a program reads them."""
    return [json.loads(line) for line in run(account, *words, "--format", "json")]


def test_each_day_tells_what_held_at_its_end_and_a_day_without_a_reading_is_a_gap(
    account: Account,
) -> None:
    assert run(account) == [
        "2026-03-01  1 fail, 1 pass",
        "2026-03-02  1 fail, 1 pass; not read: global",
        "2026-03-03  gap",
        "2026-03-04  2 pass",
        "3 of 4 days read, 1 gaps.",
    ]


def test_a_period_that_begins_later_knows_what_was_there_before(account: Account) -> None:
    later = days(account, "--since", "2026-03-03", "--until", "2026-03-05")
    assert [one["counts"] for one in later] == [
        {"fail": 1, "pass": 1},
        {"pass": 2},
        {"pass": 2},
    ]
    assert [one["is_gap"] for one in later] == [True, False, True]


def test_a_region_may_be_asked_for_alone(account: Account) -> None:
    assert [one["read"] for one in days(account, "--region", "global")] == [
        ["global"],
        [],
        [],
        ["global"],
    ]
    assert days(account, "--region", "global")[0]["counts"] == {}


def test_a_framework_counts_its_own(account: Account) -> None:
    assert days(account, "--framework", "hipaa")[0]["counts"] == {"fail": 1, "pass": 1}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--since", "2026-03-04", "--until", "2026-03-01"], "before it begins"),
        (["--framework", "x"], "No such framework"),
    ],
)
def test_a_period_or_framework_that_is_none_is_refused(
    account: Account, words: list[str], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        run(account, *words)


def test_an_account_that_is_not_connected_is_said() -> None:
    with pytest.raises(CommandError, match="not connected"):
        call_command("coverage", "999999999999")
