"""The page of what happened: rows, filters, gaps, pages, and nothing beyond what was granted."""

from datetime import timedelta

import pytest
from django.test import Client

from artifact.clock import now
from artifact.portal.views import activity
from compliance.collectors.occurrence import Kind
from compliance.models import Account, Entry, Occurrence
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.histories import happening, history
from tests.compliance.collectors.histories import ROOT

pytestmark = pytest.mark.django_db

MARCH = "/activity/?since=2026-03-30&until=2026-04-01"
OWN_KEY = "arn:aws:kms:eu-west-1:{account}:key/1f0c"
OTHERS_KEY = "arn:aws:kms:eu-west-1:999988887777:key/2b3d"


@pytest.fixture
def account() -> Account:
    """Account Payments, of which two days in eu-west-1 are known, with three events."""
    made = factories.account(name="Payments", regions=["eu-west-1"])
    resources = [{"ARN": OWN_KEY.format(account=made.account_id)}, {"ARN": OTHERS_KEY}]
    history(
        made,
        [
            happening(resources=resources, errorCode="AccessDenied<b>"),
            happening("ConsoleLogin", userIdentity=ROOT),
            happening("GetSecretValue", requestParameters={"secretId": "<script>alert(1)"}),
        ],
    )
    return made


def text(client: Client, path: str = MARCH) -> str:
    """The page."""
    return client.get(path).content.decode()


def listed(client: Client, path: str = MARCH) -> list[str]:
    """The events that the page lists, in its order."""
    return [one.name for one in client.get(path).context["page"].object_list]


def test_a_row_says_who_did_what_on_what_and_links_to_the_answer_that_tells_it(
    as_: SignIn, account: Account
) -> None:
    client = as_("engineer")
    page = text(client)
    one = Occurrence.objects.get(name="PutKeyPolicy")
    assert "refused: AccessDenied&lt;b&gt;" in page
    assert ">key/1f0c<" in page
    assert f">{OTHERS_KEY}<" in page
    assert "<script>alert(1)" not in page
    address = f"/evidence/{one.snapshot_id}/calls/{one.call}/"
    assert address in page
    assert one.event_id in text(client, address)
    assert Entry.objects.filter(
        action="evidence.read", subject=f"snapshot:{one.snapshot_id}"
    ).exists()


def test_what_was_not_read_is_told_by_place_day_and_second(as_: SignIn, account: Account) -> None:
    page = text(as_("engineer"))
    assert "1 of 3 days wholly, 2 partly" in page
    assert "0 of 3 days wholly, 3 not" in page  # us-east-1, in which root users sign in
    assert "2026-03-30 00:00:00" in page
    assert "2026-03-30 11:59:59" in page
    assert "every kind" in page


def test_the_kind_that_is_looked_for_is_the_one_whose_gaps_count(
    as_: SignIn, account: Account
) -> None:
    page = text(as_("engineer"), f"{MARCH}&kind=secret_read&region=eu-west-1")
    assert "us-east-1</small>" not in page
    assert Kind.SECRET_READ.label in page
    assert "every kind" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"ConsoleLogin", "GetSecretValue", "PutKeyPolicy"}),
        ("&kind=root_use", {"ConsoleLogin"}),
        ("&region=eu-west-1", {"ConsoleLogin", "GetSecretValue", "PutKeyPolicy"}),
        ("&region=us-east-1", set()),
    ],
)
def test_filters_narrow(as_: SignIn, account: Account, query: str, found: set[str]) -> None:
    assert set(listed(as_("engineer"), MARCH + query)) == found


@pytest.mark.parametrize(
    "query",
    [
        "?kind=everything",
        "?region=mars-1",
        "?account=1",
        "?since=x",
        "?since=2026-03-31&until=2026-03-30",
        "?since=2024-03-31&until=2026-03-30",
        "?since=2999-01-01&until=2999-01-02",
    ],
)
def test_what_is_not_understood_shows_nothing(as_: SignIn, account: Account, query: str) -> None:
    response = as_("engineer").get(f"/activity/{query}")
    assert response.status_code == 200
    assert "so nothing is shown" in response.content.decode()
    assert list(response.context["page"].object_list) == []


def test_without_a_filter_the_last_thirty_days_are_shown(as_: SignIn, account: Account) -> None:
    at = now() - timedelta(days=2)
    history(account, [happening("StopLogging", at)], begin=at - timedelta(hours=1), end=at)
    response = as_("engineer").get("/activity/")
    assert [one.name for one in response.context["page"].object_list] == ["StopLogging"]
    assert "30 days" in response.content.decode()


def test_pages_keep_the_filter(
    as_: SignIn, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "PAGE_SIZE", 2)
    page = text(as_("engineer"), f"{MARCH}&account={account.account_id}")
    assert "Page 1 of 2" in page
    assert f"account={account.account_id}&amp;page=2" in page


def test_more_places_than_fit_are_counted(
    as_: SignIn, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "PLACES_SHOWN", 1)
    assert "The first 1 of 2 places" in text(as_("engineer"))


def auditor(as_: SignIn, **grant: object) -> Client:
    """A signed-in auditor with this grant."""
    person = factories.user("auditor")
    factories.grant(person, **grant)
    return as_(person)


@pytest.mark.parametrize(
    ("grant", "seen"),
    [
        ({}, 3),
        ({"framework": "hipaa"}, 3),
        ({"framework": "a_framework_that_was_removed"}, 0),
        ({"regions": ["eu-west-1"]}, 3),
        ({"regions": ["us-east-1"]}, 0),
        ({"ends_at": factories.MOMENT + timedelta(days=1)}, 0),
        ({"revoked_at": factories.MOMENT + timedelta(days=1)}, 0),
        ({"starts_at": now() + timedelta(days=1)}, 0),
    ],
)
def test_a_grant_opens_its_place_alone(
    as_: SignIn, account: Account, grant: dict[str, object], seen: int
) -> None:
    client = auditor(as_, **grant)
    one = Occurrence.objects.first()
    assert one
    assert len(listed(client)) == seen
    status = client.get(f"/evidence/{one.snapshot_id}/calls/{one.call}/").status_code
    assert status == (200 if seen else 404)


def test_nothing_of_another_account_or_region_is_told_not_even_that_it_was_not_read(
    as_: SignIn, account: Account
) -> None:
    hidden = factories.account(name="Secret project", regions=["eu-north-1"])
    snapshot = history(hidden, [happening()], region="eu-north-1")
    client = auditor(as_, account=account, regions=["eu-west-1"])
    page = text(client)
    assert "Payments" in page
    for word in ("Secret project", hidden.account_id, "eu-north-1", "us-east-1</small>"):
        assert word not in page
    assert client.get(f"/evidence/{snapshot.pk}/").status_code == 404
    assert list(listed(client, f"{MARCH}&account={hidden.account_id}")) == []


def test_two_grants_do_not_widen_each_other(as_: SignIn, account: Account) -> None:
    person = factories.user("auditor")
    factories.grant(person, account=account, regions=["us-east-1"])
    factories.grant(person, account=factories.account(), regions=["eu-west-1"])
    assert listed(as_(person)) == []
    assert (
        "eu-west-1</small>\n            </th>"
        not in text(as_(person)).partition("Payments")[2].partition("</tr>")[0]
    )


def test_a_grant_of_the_history_opens_no_other_evidence(as_: SignIn, account: Account) -> None:
    other = factories.snapshot(account)
    client = auditor(as_, account=account)
    assert client.get(f"/evidence/{other.pk}/").status_code == 404
