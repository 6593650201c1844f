"""Pages of an engagement ask the database as often for many rows as for few."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from compliance.models import Account
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import Clock, opened, place
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db
PARTS = (
    "",
    "requirements/",
    "requirements/164.312(a)(2)(iv)/",
    "controls/",
    "controls/kms.rotation-enabled/",
    "evidence/",
    "evidence.csv",
    "reads/",
)


def queries(client: Client, path: str) -> int:
    """How many queries a page takes, once its evidence has numbers."""
    client.get(path)
    with CaptureQueriesContext(connection) as made:
        answer = client.get(path)
        assert answer.status_code == 200
        answer.getvalue()
    return len(made)


@pytest.fixture(scope="module", params=["auditor", "compliance_manager"])
def counted(
    request: pytest.FixtureRequest,
    store: Path,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, tuple[int, int]]]:
    """Of each page, how many queries it takes one of this role with few rows, and with many."""
    with once(store, django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr("artifact.clock.datetime", Clock())
        accounts = [factories.account() for _ in range(5)]
        person = factories.user(request.param)
        people = [person] if request.param == "auditor" else []
        engagement = opened(accounts, [*people, factories.user("auditor")])
        client = SignIn()(person)
        pages = {one: f"/engagements/{engagement.engagement_id}/{one}" for one in PARTS}

        def add(account: Account) -> None:
            here = place(of=account)
            for _ in range(2):
                client.get(f"/evidence/{here.snapshot.pk}/")

        add(accounts[0])
        few = {part: queries(client, path) for part, path in pages.items()}
        for account in accounts[1:]:
            add(account)
        yield {part: (few[part], queries(client, path)) for part, path in pages.items()}


@pytest.mark.parametrize("part", PARTS)
def test_pages_take_a_constant_number_of_queries(
    counted: dict[str, tuple[int, int]], part: str
) -> None:
    few, many = counted[part]

    assert many == few
    assert few <= 20


def test_the_list_takes_a_constant_number_of_queries(as_: SignIn, clock: Clock) -> None:
    client = as_("compliance_manager")
    opened([factories.account()])
    few = queries(client, "/engagements/")
    for _ in range(4):
        opened([factories.account()], [factories.user("auditor")])

    assert queries(client, "/engagements/") == few
