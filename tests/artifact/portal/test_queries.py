"""List pages ask the database as often for many rows as for few."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.histories import happening, history
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db

LISTS = (
    "/findings/",
    "/frameworks/hipaa/inherited/",
    "/activity/?since=2026-03-01&until=2026-04-02",
    "/reports/",
    "/reports/?words=report",
    "/reports/by-region/",
)
PAGES = [
    *(("administrator", path) for path in ("/", *LISTS, "/runs/", "/accounts/")),
    *(("auditor", path) for path in ("/", *LISTS)),
]


def add_rows() -> None:
    """One more of everything that lists show, in a region of its own."""
    account = factories.account()
    run = factories.collection(account)
    snapshot = factories.snapshot(account, run=run)
    factories.evaluation(run, "eu-west-1")
    finding = factories.finding(account, opened_by=snapshot)
    factories.finding(account, opened_by=snapshot, resource=finding.resource, control="kms.x")
    factories.finding(account, region="global", control="artifact.soc2-on-file")
    history(account, [happening(), happening("GetSecretValue")])
    factories.version(factories.series(factories.Scope([account])))


def queries(client: Client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(path).status_code == 200
    return len(made)


@pytest.fixture(scope="module")
def counted(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[tuple[str, str], tuple[int, int]]]:
    """By role and page, how many queries it takes with few rows, and with many."""
    with once(store, django_db_blocker):
        clients = {role: _granted(role) for role, _ in PAGES}
        add_rows()
        few = {(role, path): queries(clients[role], path) for role, path in PAGES}
        for _ in range(4):
            add_rows()
        yield {one: (few[one], queries(clients[one[0]], one[1])) for one in PAGES}


def _granted(role: str) -> Client:
    person = factories.user(role)
    factories.grant(person)
    return SignIn()(person)


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_pages_take_a_constant_number_of_queries(
    counted: dict[tuple[str, str], tuple[int, int]], path: str, role: str
) -> None:
    few, many = counted[role, path]

    assert many == few
    assert few <= 15


def test_a_run_takes_a_constant_number_of_queries(as_: SignIn) -> None:
    client = as_("engineer")
    account = factories.account()
    run = factories.collection(account)
    factories.snapshot(account, "eu-west-1", run=run)
    few = queries(client, f"/runs/{run.pk}/")
    for region in ("us-east-1", "us-west-2", "eu-north-1"):
        factories.snapshot(account, region, run=run)

    assert queries(client, f"/runs/{run.pk}/") == few
