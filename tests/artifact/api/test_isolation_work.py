"""An engagement's work is for its people alone: every GET below it, with other people's ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from artifact.clock import now
from artifact.engagements.models import Engagement
from tests.artifact import factories
from tests.artifact.api.asking import Program
from tests.artifact.api.work import Work, do, work
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db
ONE = "/engagements/{engagement}"
LISTS = [
    *("/requirements", "/controls", "/findings", "/evidence", "/populations", "/samples"),
    *("/requests", "/comments", "/conclusions"),
]
# Each GET of the document below an engagement; `test_isolation` sees that none is missing.
WORK = [
    ONE,
    *(f"{ONE}{name}" for name in LISTS),
    f"{ONE}/evidence/{{evidence_no}}",
    f"{ONE}/populations/{{population}}",
    f"{ONE}/populations/{{population}}/content",
    f"{ONE}/samples/{{sample}}",
    f"{ONE}/samples/{{sample}}/content",
    f"{ONE}/requests/{{number}}",
    f"{ONE}/requests/{{number}}/files/{{file}}",
    f"{ONE}/conclusions/{{control}}",
]
# What is in a package depends on whose it is, so that it is for that person alone.
EXPORTS = [f"{ONE}/exports", f"{ONE}/exports/{{export}}", f"{ONE}/exports/{{export}}/content"]


@dataclass(frozen=True)
class Both:
    """Two engagements of different auditors."""

    mine: Work
    strange: Work


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Both]:
    """Everything in each of them, for every test of the file."""
    with once(store, django_db_blocker):
        yield Both(work(), work())


@pytest.fixture
def both(made_once: Both, db: None) -> Both:
    """The same for each test, which takes back what it changes."""
    return made_once


def asked(who: Program, path: str, of: Work, **other: Any) -> Any:
    """The answer about this engagement."""
    return who.get(path.format(**{**of.names(), **other}))


@pytest.mark.parametrize("path", [*WORK, *EXPORTS])
def test_an_auditor_reads_their_own_engagement_alone(path: str, both: Both) -> None:
    auditor = Program(both.mine.auditor)
    found = asked(auditor, path, both.mine)
    assert found.status_code == 200
    if path.endswith(tuple(LISTS)):
        assert found.json()["items"]
    assert asked(auditor, path, both.strange).status_code == 404


@pytest.mark.parametrize("path", [*WORK[1:], *EXPORTS])
def test_things_of_another_engagement_are_not_found_below_ones_own(path: str, both: Both) -> None:
    if path.endswith((*LISTS, "/exports", "{control}")):
        return
    mixed = both.strange.names() | {"engagement": both.mine.engagement.engagement_id}
    if ("{number}" in path and "{file}" not in path) or "{evidence_no}" in path:
        return  # numbers are each engagement's own
    assert Program(both.mine.auditor).get(path.format(**mixed)).status_code == 404


@pytest.mark.parametrize("path", [*WORK, *EXPORTS])
def test_strangers_read_none_of_it(path: str, both: Both) -> None:
    for stranger in ("auditor", "customer"):
        assert asked(Program(stranger), path, both.mine).status_code == 404


@pytest.mark.parametrize("path", WORK)
def test_people_inside_read_all_of_it(path: str, both: Both) -> None:
    engineer = Program("engineer")
    for of in (both.mine, both.strange):
        assert asked(engineer, path, of).status_code == 200


def test_a_package_is_for_whom_it_was_made(both: Both) -> None:
    engineer = Program("engineer")
    assert asked(engineer, EXPORTS[0], both.mine).json()["items"] == []
    for path in EXPORTS[1:]:
        assert asked(engineer, path, both.mine).status_code == 404


@pytest.mark.parametrize("path", [*WORK, *EXPORTS])
def test_nothing_is_open_after_the_last_instant(path: str, both: Both) -> None:
    auditor = Program(both.mine.auditor)
    Engagement.objects.update(access_to=now())
    assert asked(auditor, path, both.mine).status_code == 404


def test_a_token_of_one_engagement_opens_no_other(both: Both) -> None:
    other = factories.user("auditor")
    for of in (both.mine, both.strange):
        of.engagement.auditors.update(user=other)
    token = Program(other, engagement=both.mine.engagement.engagement_id)
    assert asked(token, ONE, both.mine).status_code == 200
    assert asked(token, f"{ONE}/populations", both.strange).status_code == 404
    assert [one["id"] for one in token.everything("/engagements")] == [
        both.mine.engagement.engagement_id
    ]


def test_what_was_not_shared_is_the_auditors_alone(both: Both) -> None:
    auditor, engineer = Program(both.mine.auditor), Program("engineer")
    body = {"control": both.mine.names()["control"], "verdict": "exception", "text": "Not yet."}
    path = ONE.format(**both.mine.names()) + "/conclusions"
    assert auditor.post(path, body).status_code == 201
    newest = f"{path}/{body['control']}"
    assert auditor.get(newest).json()["number"] == 2
    assert engineer.get(newest).json()["number"] == 1


def test_lists_ask_the_database_as_often_for_one_row_as_for_many() -> None:
    of = work()
    program, inside = Program(of.auditor), factories.user("engineer")
    one = ONE.format(**of.names())

    def queries(name: str) -> int:
        program.get(one + name)
        with CaptureQueriesContext(connection) as made:
            assert program.get(one + name).status_code == 200
        return len(made)

    names = [*LISTS, "/exports"]
    few = {name: queries(name) for name in names}
    for _ in range(4):
        do(of.engagement, of.auditor, inside, of.snapshot)
    assert {name: queries(name) for name in names} == few
    assert max(few.values()) <= 20
