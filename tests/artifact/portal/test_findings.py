"""The list of findings and a finding's page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from compliance.assessments.search import FindingFilter, search
from compliance.models import Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(as_: SignIn) -> Client:
    """The client of an engineer."""
    return as_("engineer")


@pytest.fixture
def findings() -> list[Finding]:
    """A failing key and a passing secret, elsewhere."""
    first, second = factories.account("111111111111"), factories.account("222222222222")
    return [
        factories.finding(first),
        factories.finding(
            second,
            region="us-east-1",
            control="secretsmanager.customer-key",
            resource="arn:aws:secretsmanager:us-east-1:222222222222:secret:prod/db",
            status=Finding.Status.PASS,
        ),
    ]


def shown(client: Client, **filters: str) -> list[str]:
    """The controls of the findings on the page."""
    page = client.get("/findings/", filters).context["page"]
    return [one.control for one in page.object_list]


@pytest.mark.parametrize(
    "filters",
    [
        {"account": "222222222222"},
        {"region": "us-east-1"},
        {"service": "secretsmanager"},
        {"status": "pass"},
        {"control": "secretsmanager.customer-key"},
        {"resource": "PROD/db"},
        {"framework": "pci_dss_4_0_1", "status": "pass"},
    ],
)
def test_each_filter_narrows(
    client: Client, findings: list[Finding], filters: dict[str, str]
) -> None:
    assert shown(client, **filters) == ["secretsmanager.customer-key"]


def test_what_fails_comes_first_then_what_is_not_known(client: Client) -> None:
    place = factories.account()
    for status in ("not_applicable", "pass", "not_determined", "fail"):
        factories.finding(place, status=status)

    page = client.get("/findings/").context["page"]

    found = [one.status for one in page.object_list]
    assert found == ["fail", "not_determined", "pass", "not_applicable"]


def test_the_order_of_what_holds_now_is_an_index(client: Client) -> None:
    with connection.cursor() as cursor:
        # So few rows are read and sorted else.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = search(FindingFilter()).worst_first()[:50].explain()

    assert "finding_worst_first" in plan


def test_a_day_shows_what_held_at_its_end(client: Client, findings: list[Finding]) -> None:
    Finding.objects.filter(pk=findings[0].pk).update(
        closed_at=factories.MOMENT + timedelta(days=1)
    )

    assert shown(client, as_of="2026-03-30") == []
    assert len(shown(client, as_of="2026-03-31")) == 2
    assert shown(client) == ["secretsmanager.customer-key"]


@pytest.mark.parametrize(
    "filters",
    [
        {"framework": "x"},
        {"account": "999999999999"},
        {"region": "mars-north-1"},
        {"status": "good"},
        {"as_of": "yesterday"},
    ],
)
def test_a_filter_that_is_not_understood_shows_nothing(
    client: Client, findings: list[Finding], filters: dict[str, str]
) -> None:
    assert shown(client, **filters) == []
    page = client.get("/findings/", filters).content.decode()
    assert "The filter was not understood" in page


def test_pages_keep_the_filter(client: Client) -> None:
    account = factories.account()
    for _ in range(51):
        factories.finding(account)

    page = client.get("/findings/", {"status": "fail"}).content.decode()

    assert "51 findings" in page
    assert 'href="?status=fail&amp;page=2"' in page
    assert len(shown(client, status="fail", page="2")) == 1


def test_a_finding_tells_its_history(client: Client) -> None:
    account = factories.account()
    was = factories.finding(account, status=Finding.Status.PASS, reason="It was on.")
    Finding.objects.filter(pk=was.pk).update(closed_at=factories.MOMENT + timedelta(days=5))
    now = factories.finding(
        account, resource=was.resource, opened_at=factories.MOMENT + timedelta(days=5)
    )

    page = client.get(f"/findings/{now.pk}/").content.decode()

    assert "It was on." in page
    assert "2026-04-05 12:00" in page


def test_names_are_written_out_not_run(client: Client) -> None:
    account = factories.account(name="<b>Payments</b>")
    finding = factories.finding(account, resource="<img src=x onerror=alert(1)>")

    for path in ("/findings/", f"/findings/{finding.pk}/"):
        page = client.get(path).content.decode()
        assert "<img src=x" not in page
        assert "<b>Payments" not in page


def test_a_control_that_was_removed_still_has_its_findings(client: Client) -> None:
    finding = factories.finding(factories.account(), control="kms.gone")

    response = client.get(f"/findings/{finding.pk}/")

    assert response.status_code == 200
    assert "kms.gone" in response.content.decode()


def test_a_day_to_come_finds_nothing_and_says_why(client: Client, findings: list[Finding]) -> None:
    response = client.get("/findings/", {"as_of": "2999-01-01"})

    assert list(response.context["page"].object_list) == []
    assert "This day is still to come." in response.content.decode()


def test_a_finding_names_the_evidence_that_opened_it_and_that_showed_it_last(as_: SignIn) -> None:
    account = factories.account()
    first = factories.snapshot(account)
    finding = factories.finding(account, opened_by=first)
    later = factories.collection(account)
    second = factories.snapshot(account, run=later)
    factories.evaluation(later, "eu-west-1", instant=second.ended_at)
    auditor = factories.user("auditor")
    factories.grant(auditor, account=account)
    client = as_(auditor)

    page = client.get(f"/findings/{finding.pk}/").content.decode()

    assert f"E-{first.pk}" in page
    assert f"E-{second.pk}</a>" in page
    assert client.get(f"/evidence/{second.pk}/").status_code == 200
