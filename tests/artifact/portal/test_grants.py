"""What an auditor sees through a grant, at the portal's doors."""

from datetime import timedelta

import pytest
from django.test import Client

from artifact.clock import now
from compliance.models import Account, Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding() -> Finding:
    """A failing key of account Payments in eu-west-1."""
    account = factories.account(name="Payments")
    return factories.finding(account, opened_by=factories.snapshot(account))


def auditor(as_: SignIn, **grant: object) -> Client:
    """A signed-in auditor with this grant."""
    person = factories.user("auditor")
    factories.grant(person, **grant)
    return as_(person)


def listed(client: Client) -> int:
    """How many findings the list says there are."""
    return int(client.get("/findings/").context["page"].paginator.count)


@pytest.mark.parametrize(
    "times",
    [
        {"ends_at": factories.MOMENT + timedelta(days=1)},
        {"revoked_at": factories.MOMENT + timedelta(days=1)},
        {"starts_at": now() + timedelta(days=1)},
    ],
    ids=["expired", "revoked", "future"],
)
def test_a_grant_that_does_not_hold_opens_nothing(
    as_: SignIn, finding: Finding, times: dict[str, object]
) -> None:
    report = factories.version(factories.series(factories.Scope([finding.account])))
    client = auditor(as_, **times)

    assert listed(client) == 0
    for path in (
        f"/findings/{finding.pk}/",
        f"/evidence/{finding.opened_by_id}/",
        f"/evidence/{finding.opened_by_id}/calls/1/body",
        f"/reports/versions/{report.pk}/pdf",
    ):
        assert client.get(path).status_code == 404, path


def test_revoking_works_at_once(as_: SignIn, finding: Finding) -> None:
    person = factories.user("auditor")
    grant = factories.grant(person)
    client = as_(person)
    assert client.get(f"/findings/{finding.pk}/").status_code == 200

    grant.revoked_at = now()
    grant.save()

    assert client.get(f"/findings/{finding.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("grant", "seen"),
    [
        ({"framework": "hipaa"}, 1),
        ({"framework": "a_framework_that_was_removed"}, 0),
        ({"regions": ["eu-west-1"]}, 1),
        ({"regions": ["us-east-1"]}, 0),
        ({"framework": "hipaa", "regions": ["us-east-1"]}, 0),
    ],
)
def test_a_grant_narrows_by_framework_and_region(
    as_: SignIn, finding: Finding, grant: dict[str, object], seen: int
) -> None:
    client = auditor(as_, **grant)

    assert listed(client) == seen
    assert client.get(f"/evidence/{finding.opened_by_id}/").status_code == (200 if seen else 404)


def test_a_grant_narrows_by_account(as_: SignIn, finding: Finding) -> None:
    other = factories.finding(factories.account())

    client = auditor(as_, account=finding.account)

    assert client.get(f"/findings/{finding.pk}/").status_code == 200
    assert client.get(f"/findings/{other.pk}/").status_code == 404


def test_two_grants_do_not_widen_each_other(as_: SignIn, finding: Finding) -> None:
    person = factories.user("auditor")
    factories.grant(person, account=finding.account, regions=["us-east-1"])
    factories.grant(person, account=factories.account(), regions=["eu-west-1"])

    assert listed(as_(person)) == 0


def test_another_frameworks_limits_are_not_shown(as_: SignIn, finding: Finding) -> None:
    theirs = factories.finding(finding.account, limits_of="pci_dss_4_0_1")

    client = auditor(as_, framework="hipaa")

    assert client.get(f"/findings/{theirs.pk}/").status_code == 404


def test_filters_offer_nothing_that_was_not_granted(as_: SignIn, finding: Finding) -> None:
    factories.finding(factories.account(name="Secret project"), region="us-east-1")

    page = auditor(as_, account=finding.account, framework="hipaa").get("/findings/")

    assert "Payments" in page.content.decode()
    for hidden in ("Secret project", "us-east-1", "PCI DSS"):
        assert hidden not in page.content.decode()


def test_the_first_page_shows_granted_frameworks_and_regions_only(
    as_: SignIn, finding: Finding
) -> None:
    factories.finding(finding.account, region="us-east-1")

    page = auditor(as_, framework="hipaa", regions=["eu-west-1"]).get("/").content.decode()

    assert "HIPAA Security Rule" in page
    assert "eu-west-1" in page
    assert "us-east-1" not in page
    assert "PCI DSS" not in page


def test_a_framework_shows_no_region_of_another_frameworks_grant(
    as_: SignIn, finding: Finding
) -> None:
    factories.finding(finding.account, region="us-east-1")
    person = factories.user("auditor")
    factories.grant(person, framework="hipaa", regions=["eu-west-1"])
    factories.grant(person, framework="pci_dss_4_0_1", regions=["us-east-1"])

    rows = as_(person).get("/").context["rows"]

    seen = {
        row.framework.id: [cell.region for cell in row.cells if cell is not None] for row in rows
    }
    assert seen == {"hipaa": ["eu-west-1"], "pci_dss_4_0_1": ["us-east-1"]}


@pytest.fixture
def accounts() -> list[Account]:
    """Two accounts."""
    return [factories.account(), factories.account()]


@pytest.mark.parametrize(
    ("grant", "regions", "is_seen"),
    [
        ({}, [], True),
        ({"framework": "hipaa"}, [], True),
        ({"framework": "pci_dss_4_0_1"}, [], False),
        ({"regions": ["eu-west-1"]}, ["eu-west-1"], True),
        ({"regions": ["eu-west-1"]}, ["eu-west-1", "us-east-1"], False),
        # Without regions, a series is about every region: wider than any list of them.
        ({"regions": ["eu-west-1"]}, [], False),
    ],
)
def test_a_series_is_seen_where_the_grant_covers_all_of_it(
    as_: SignIn,
    accounts: list[Account],
    grant: dict[str, object],
    regions: list[str],
    *,
    is_seen: bool,
) -> None:
    report = factories.series(factories.Scope(accounts, regions=regions))
    version = factories.version(report)
    client = auditor(as_, **grant)

    status = 200 if is_seen else 404
    assert client.get(f"/reports/{report.pk}/").status_code == status
    assert client.get(f"/reports/versions/{version.pk}/pdf").status_code == status
    assert (report.title in client.get("/reports/").content.decode()) == is_seen
    assert (report.title in client.get("/").content.decode()) == is_seen


def test_a_series_with_one_account_more_than_granted_is_not_seen(
    as_: SignIn, accounts: list[Account]
) -> None:
    narrow = factories.series(factories.Scope(accounts[:1]))
    wide = factories.series(factories.Scope(accounts))

    client = auditor(as_, account=accounts[0])

    assert client.get(f"/reports/{narrow.pk}/").status_code == 200
    assert client.get(f"/reports/{wide.pk}/").status_code == 404


def test_a_customer_takes_a_granted_report_and_sees_nothing_else(
    as_: SignIn, finding: Finding
) -> None:
    version = factories.version(factories.series(factories.Scope([finding.account])))
    person = factories.user("customer")
    factories.grant(person)
    client = as_(person)

    assert client.get(f"/reports/versions/{version.pk}/pdf").status_code == 200
    assert client.get(f"/findings/{finding.pk}/").status_code == 404
    assert client.get(f"/evidence/{finding.opened_by_id}/").status_code == 404
    assert "Findings" not in client.get("/").content.decode()


def test_outsiders_see_published_and_superseded_versions_only(as_: SignIn) -> None:
    report = factories.series(factories.Scope([factories.account()]))
    codes = {}
    client = auditor(as_)
    for publication in ("draft", "superseded", "withdrawn", "published"):
        version = factories.version(report, publication=publication)
        codes[publication] = client.get(f"/reports/versions/{version.pk}/pdf").status_code

    assert codes == {"draft": 404, "superseded": 200, "withdrawn": 404, "published": 200}
