"""Connecting and changing accounts in the portal."""

import json

import pytest
from django.test import Client
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from compliance.models import Account, Collection, Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db

ID = "123456789012"
ROLE = f"arn:aws:iam::{ID}:role/ArtifactReadOnly"
GIVEN = {"account_id": ID, "name": "Payments", "role_arn": ROLE, "regions": "eu-west-1, us-east-1"}

WRONG = (
    ({"account_id": "12345"}, "An account id has 12 digits."),
    ({"account_id": "12345678901x"}, "An account id has 12 digits."),
    ({"name": ""}, "This field is required."),
    ({"role_arn": "ArtifactReadOnly"}, "is no role ARN. It looks like arn:aws:iam::"),
    ({"role_arn": f"arn:aws:iam::{ID}:user/me"}, "is no role ARN."),
    ({"role_arn": "arn:aws:iam::999999999999:role/R"}, "The role belongs to account 999999999999"),
    (
        {"role_arn": f"arn:mars:iam::{ID}:role/R"},
        "&#x27;mars&#x27; in the role ARN is no partition",
    ),
    ({"regions": "eu-west-1, mars-north-1"}, "Unknown region mars-north-1 in partition aws."),
    ({"regions": "cn-north-1"}, "Unknown region cn-north-1 in partition aws."),
    ({"external_id": "with a blank"}, "is no external id"),
    ({"schedule": "0 3 * *"}, "has 4 fields; cron has five"),
    ({"schedule": "61 3 * * *"}, "&#x27;61&#x27; is no minute"),
    ({"schedule": "0 3 * * someday"}, "&#x27;someday&#x27; is no day_of_week"),
    ({"endpoint_url": "javascript:alert(1)"}, "Enter a valid URL."),
    ({"endpoint_url": "ftp://files.example/"}, "is no http or https address."),
)


@pytest.fixture
def client(as_: SignIn) -> Client:
    """The client of an administrator."""
    return as_(factories.user("administrator", "admin@example.com"))


def nothing_was_written() -> bool:
    """No account, schedule or ledger line."""
    return not (
        Account.objects.exists() or PeriodicTask.objects.exists() or Entry.objects.exists()
    )


def test_an_account_is_connected(client: Client) -> None:
    response = client.post("/accounts/connect/", {**GIVEN, "schedule": "0 3 * * 1-5"}, follow=True)

    assert response.redirect_chain == [(f"/accounts/{ID}/", 302)]
    account = Account.objects.get()
    assert (account.role_arn, account.regions) == (ROLE, ["eu-west-1", "us-east-1"])
    # The generated external id is what the trust policy has to demand, so the page shows it.
    assert account.external_id in response.content.decode()
    task = PeriodicTask.objects.get(name=f"collect {ID}")
    assert json.loads(task.kwargs) == {"account_id": ID}
    assert str(task.crontab.day_of_week) == "1-5"
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("account.connected", "admin@example.com")


@pytest.mark.parametrize(("wrong", "message"), WRONG, ids=[str(wrong) for wrong, _ in WRONG])
def test_wrong_input_is_named_and_changes_nothing(
    client: Client, wrong: dict[str, str], message: str
) -> None:
    response = client.post("/accounts/connect/", {**GIVEN, **wrong})

    assert response.status_code == 200
    assert message in response.content.decode()
    assert nothing_was_written()


def test_connecting_what_is_connected_is_refused(client: Client) -> None:
    account = factories.account(ID, role_arn=ROLE)

    response = client.post("/accounts/connect/", {"account_id": ID, "name": "Typo"})

    assert "It is connected already." in response.content.decode()
    account.refresh_from_db()
    assert (account.name, account.role_arn) == ("Payments", ROLE)


def test_changing_starts_from_what_is_there(client: Client) -> None:
    client.post("/accounts/connect/", {**GIVEN, "schedule": "0 3 * * *"})

    page = client.get(f"/accounts/{ID}/change/").content.decode()

    for value in ("Payments", ROLE, "eu-west-1, us-east-1", "0 3 * * *"):
        assert f'value="{value}"' in page


def test_the_id_of_an_account_cannot_be_changed(client: Client) -> None:
    factories.account(ID)

    client.post(f"/accounts/{ID}/change/", {"account_id": "999999999999", "name": "Renamed"})

    assert Account.objects.get().account_id == ID
    assert Account.objects.get().name == "Renamed"


def test_a_paused_account_keeps_its_schedule_and_is_not_read(client: Client) -> None:
    client.post("/accounts/connect/", {**GIVEN, "schedule": "0 3 * * *"})
    client.post(f"/accounts/{ID}/change/", {**GIVEN, "schedule": "0 3 * * *", "is_paused": "on"})

    response = client.post(f"/accounts/{ID}/collect/", follow=True)

    assert not PeriodicTask.objects.get(name=f"collect {ID}").enabled
    assert "is paused. Resume it first." in response.content.decode()
    assert not Collection.objects.exists()


def test_an_emptied_schedule_ends_it(client: Client) -> None:
    client.post("/accounts/connect/", {**GIVEN, "schedule": "0 3 * * *"})
    client.post(f"/accounts/{ID}/change/", GIVEN)

    assert not PeriodicTask.objects.filter(name=f"collect {ID}").exists()


def test_an_expression_that_stands_twice_in_the_table_does_no_harm(client: Client) -> None:
    for _ in range(2):
        CrontabSchedule.objects.create(minute="0", hour="3", timezone="UTC")

    client.post("/accounts/connect/", {**GIVEN, "schedule": "0 3 * * *"})

    assert PeriodicTask.objects.filter(name=f"collect {ID}").exists()


def test_reading_now_starts_one_run_and_shows_it(client: Client) -> None:
    factories.account(ID)

    first = client.post(f"/accounts/{ID}/collect/")
    second = client.post(f"/accounts/{ID}/collect/", follow=True)

    run = Collection.objects.get()
    assert first.headers["Location"] == f"/runs/{run.pk}/"
    assert second.redirect_chain == [(f"/runs/{run.pk}/", 302)]
    assert "is being read already" in second.content.decode()
    assert run.requested_by == "admin@example.com"


def test_the_external_id_is_shown_to_those_who_connect_only(as_: SignIn) -> None:
    factories.account(ID, role_arn=ROLE, external_id="the-external-id")

    shown = {
        role: "the-external-id" in as_(role).get(f"/accounts/{ID}/").content.decode()
        for role in ("engineer", "compliance_manager")
    }

    assert shown == {"engineer": True, "compliance_manager": False}
