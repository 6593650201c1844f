"""Pages of an engagement ask the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance.models import Account
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import Clock, opened, place

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


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", ["auditor", "compliance_manager"])
def test_pages_take_a_constant_number_of_queries(
    as_: SignIn, clock: Clock, role: str, part: str
) -> None:
    accounts = [factories.account() for _ in range(5)]
    person = factories.user(role)
    people = [person] if role == "auditor" else []
    engagement = opened(accounts, [*people, factories.user("auditor")])
    client = as_(person)
    path = f"/engagements/{engagement.engagement_id}/{part}"

    def add(account: Account) -> None:
        here = place(of=account)
        for _ in range(2):
            client.get(f"/evidence/{here.snapshot.pk}/")

    add(accounts[0])
    few = queries(client, path)
    for account in accounts[1:]:
        add(account)

    assert queries(client, path) == few
    assert few <= 20


def test_the_list_takes_a_constant_number_of_queries(as_: SignIn, clock: Clock) -> None:
    client = as_("compliance_manager")
    opened([factories.account()])
    few = queries(client, "/engagements/")
    for _ in range(4):
        opened([factories.account()], [factories.user("auditor")])

    assert queries(client, "/engagements/") == few
