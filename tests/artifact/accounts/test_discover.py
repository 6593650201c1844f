"""Following an organisation: its accounts as AWS lists them, connected, paused and gone."""

from typing import Any

import boto3
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from artifact.accounts.discover import discover
from artifact.accounts.follow_organization import Following, follow_organization
from artifact.accounts.owed import owed_organizations
from artifact.accounts.schedule import schedule_of
from compliance.models import Account, Entry, Organization
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.estate import Estate, Fault
from tests.estate_fixtures import account, clock, emulated_aws, estate
from tests.reading import Clock, read

__all__ = ["account", "clock", "emulated_aws", "estate"]

pytestmark = pytest.mark.django_db

ONLY = ("organizations",)


@pytest.fixture
def aws(estate: Estate) -> Any:
    """An organisation whose management account is the estate's."""
    client: Any = boto3.client("organizations", "us-east-1", endpoint_url=estate.url)
    client.create_organization(FeatureSet="ALL")
    return client


def add(aws: Any, name: str) -> str:
    """A new account of the organisation; its id."""
    status = aws.create_account(AccountName=name, Email=f"{name}@example.com")
    return str(status["CreateAccountStatus"]["AccountId"])


def followed(source: Account, clock: Clock, **given: Any) -> Organization:
    """The organisation, followed by its management account."""
    return follow_organization(source, Following(**given), actor="test", now=clock())


def test_listed_accounts_are_shown_and_wait(aws: Any, account: Account, clock: Clock) -> None:
    payments = add(aws, "payments")
    organization = followed(account, clock)
    read(account, clock, services=ONLY)
    assert owed_organizations() == [organization.pk]
    found = discover(organization.pk, now=clock())
    assert sorted(found.new) == sorted([payments, account.account_id])
    assert (found.connected, found.error) == ([], "")
    assert not Account.objects.filter(account_id=payments).exists()
    organization.refresh_from_db()
    assert organization.organization_id.startswith("o-")
    assert organization.management_account_id == account.account_id
    assert [one.account_id for one in organization.unconnected()] == [payments]


def test_the_management_account_counts_as_not_connected_though_it_is_connected_by_hand(
    aws: Any, account: Account, clock: Clock
) -> None:
    payments = add(aws, "payments")
    organization = followed(account, clock, connects_new=True)
    read(account, clock, services=ONLY)
    Account.objects.filter(pk=account.pk).update(account_id="999999999999")
    assert discover(organization.pk, now=clock()).connected == [payments]
    organization.refresh_from_db()
    by_hand = organization.management_account_id
    assert [one.account_id for one in organization.unconnected()] == [by_hand]


def test_new_accounts_are_connected_as_soon_as_they_are_listed(
    aws: Any, account: Account, clock: Clock
) -> None:
    organization = followed(
        account,
        clock,
        role_name="Reader",
        regions=["eu-west-1"],
        cron="5 3 * * *",
        connects_new=True,
    )
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).connected == []
    late = add(aws, "late")
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).connected == [late]
    connected = Account.objects.get(account_id=late)
    assert connected.name == "late"
    assert connected.role_arn == f"arn:aws:iam::{late}:role/Reader"
    assert connected.external_id == organization.external_id
    assert (connected.regions, connected.endpoint_url) == (["eu-west-1"], account.endpoint_url)
    assert schedule_of(connected) == "5 3 * * *"
    assert Entry.objects.filter(action="account.connected", actor="organisation").count() == 1


def test_a_list_is_taken_over_once(aws: Any, account: Account, clock: Clock) -> None:
    add(aws, "payments")
    organization = followed(account, clock, connects_new=True)
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).connected
    assert owed_organizations() == []
    again = discover(organization.pk, now=clock())
    assert (again.new, again.connected) == ([], [])
    read(account, clock, services=ONLY)
    entries = Entry.objects.filter(action="organization.changed").count()
    again = discover(organization.pk, now=clock())
    assert (again.new, again.connected, again.left) == ([], [], [])
    assert Entry.objects.filter(action="organization.changed").count() == entries


def test_a_closed_account_is_paused_once(aws: Any, account: Account, clock: Clock) -> None:
    old = add(aws, "old-shop")
    organization = followed(account, clock, connects_new=True, cron="0 3 * * *")
    read(account, clock, services=ONLY)
    discover(organization.pk, now=clock())
    aws.close_account(AccountId=old)
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).paused == [old]
    assert Account.objects.get(account_id=old).is_paused
    Account.objects.filter(account_id=old).update(is_paused=False)
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).paused == []
    assert not Account.objects.get(account_id=old).is_paused


def test_an_account_that_left_is_kept_and_said(aws: Any, account: Account, clock: Clock) -> None:
    gone = add(aws, "sold")
    organization = followed(account, clock, connects_new=True)
    read(account, clock, services=ONLY)
    discover(organization.pk, now=clock())
    aws.remove_account_from_organization(AccountId=gone)
    read(account, clock, services=ONLY)
    assert discover(organization.pk, now=clock()).left == [gone]
    assert organization.members.get(account_id=gone).left_at
    assert Account.objects.filter(account_id=gone).exists()


def test_a_denied_list_changes_nothing_and_says_why(
    aws: Any, account: Account, clock: Clock, estate: Estate
) -> None:
    payments = add(aws, "payments")
    organization = followed(account, clock, connects_new=True)
    read(account, clock, services=ONLY)
    discover(organization.pk, now=clock())
    estate.faults = [Fault(operation="ListAccounts")]
    read(account, clock, services=ONLY)
    assert "AccessDenied" in discover(organization.pk, now=clock()).error
    organization.refresh_from_db()
    assert "AccessDenied" in organization.error
    assert organization.members.get(account_id=payments).left_at is None
    assert owed_organizations() == []


def test_a_member_account_cannot_list(aws: Any, account: Account, clock: Clock) -> None:
    organization = followed(account, clock)
    aws.delete_organization()
    read(account, clock, services=ONLY)
    assert "in no organisation" in discover(organization.pk, now=clock()).error


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"role_name": "two words"}, "no name of a role"),
        ({"external_id": "!"}, "no external id"),
        ({"schedule": "0 3 *"}, "has 3 fields"),
        ({"regions": "mars-north-1"}, "Unknown region mars-north-1"),
    ],
)
def test_the_command_refuses_what_cannot_be_right(options: dict[str, str], why: str) -> None:
    source = factories.account()
    with pytest.raises(CommandError, match=why):
        call_command("follow_organization", source.account_id, later=True, **options)
    assert not Organization.objects.exists()


def test_what_is_not_given_stays(account: Account) -> None:
    call_command("follow_organization", account.account_id, later=True, role_name="Reader")
    call_command("follow_organization", account.account_id, later=True, connect_new=True)
    organization = Organization.objects.get()
    assert (organization.role_name, organization.connects_new) == ("Reader", True)


def test_the_portal_follows_shows_and_connects(
    aws: Any, account: Account, clock: Clock, as_: SignIn
) -> None:
    payments = add(aws, "payments")
    client = as_("administrator")
    address = f"/accounts/{account.account_id}/organization/"
    assert f"{address}follow/" in client.get(f"/accounts/{account.account_id}/").content.decode()
    client.post(f"{address}follow/", {"role_name": "Reader", "schedule": "0 4 * * *"})
    read(account, clock, services=ONLY)
    discover(Organization.objects.get().pk, now=clock())
    page = client.get(address).content.decode()
    assert "payments" in page
    assert "not connected" in page
    assert "1 not connected" in client.get("/accounts/").content.decode()
    answer = client.post(f"{address}{payments}/connect/", follow=True).content.decode()
    assert f"payments ({payments}) is connected." in answer
    assert schedule_of(Account.objects.get(account_id=payments)) == "0 4 * * *"
    again = client.post(f"{address}{payments}/connect/", follow=True).content.decode()
    assert "is connected already" in again
    assert client.post(f"{address}999900001111/connect/").status_code == 404


def test_the_portal_names_wrong_input(as_: SignIn) -> None:
    source = factories.account()
    client: Client = as_("administrator")
    address = f"/accounts/{source.account_id}/organization/follow/"
    answer = client.post(address, {"role_name": "Reader", "regions": "mars-north-1"})
    assert "Unknown region mars-north-1" in answer.content.decode()
    assert not Organization.objects.exists()
