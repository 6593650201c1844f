"""Reports at the portal's doors: asking for one, following it, taking the PDF."""

from pathlib import Path

import pytest

from artifact.library.models import Download, Report, ReportVersion
from compliance.models import Account, Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ReportVersion:
    """A published version about one account."""
    return factories.version(factories.series(factories.Scope([factories.account()])))


def taken() -> list[Entry]:
    """The ledger's lines about reports that were handed over."""
    return list(Entry.objects.filter(action="report.downloaded"))


def test_the_pdf_comes_as_a_file_with_its_own_name(as_: SignIn, version: ReportVersion) -> None:
    response = as_("engineer").get(f"/reports/versions/{version.pk}/pdf")

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="hipaa-2026-03-31-v1.pdf"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.getvalue().startswith(b"%PDF-")


def test_each_hand_over_is_one_line_in_the_ledger(as_: SignIn, version: ReportVersion) -> None:
    person = factories.user("customer", "customer@example.com")
    factories.grant(person)
    client = as_(person)
    for _ in range(2):
        client.get(
            f"/reports/versions/{version.pk}/pdf",
            REMOTE_ADDR="203.0.113.9",
            HTTP_USER_AGENT="x" * 1000,
        ).getvalue()

    copies = Download.objects.order_by("pk")
    assert copies[0].copy_id != copies[1].copy_id
    for entry, copy in zip(taken(), copies, strict=True):
        assert entry.actor == "customer@example.com"
        assert entry.subject == f"report-version:{version.pk}"
        assert entry.details == {
            "download": copy.pk,
            "copy_id": copy.copy_id,
            "sha256": copy.sha256,
            "size_bytes": copy.size_bytes,
            "source": version.pdf_id,
            "is_wrapped": False,
            "certificate": "",
            "acceptance": None,
            "customer": "",
            "channel": "portal",
            "address": "203.0.113.9",
            "user_agent": "x" * 400,
        }


def test_a_damaged_pdf_is_named_and_not_handed_over(
    as_: SignIn, version: ReportVersion, own_store: Path
) -> None:
    sha256 = str(version.pdf_id)
    path = own_store / sha256[:2] / sha256[2:4] / f"{sha256}.zst"
    path.chmod(0o600)
    path.write_bytes(b"something else")

    response = as_("engineer").get(f"/reports/versions/{version.pk}/pdf")

    assert response.status_code == 409
    assert sha256 in response.content.decode()
    assert taken() == []
    assert not Download.objects.exists()


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_a_version_without_a_pdf_says_why(as_: SignIn, version: ReportVersion, state: str) -> None:
    waiting = factories.queued(version.report)
    ReportVersion.objects.filter(pk=waiting.pk).update(state=state, error="Out of paper.")

    response = as_("engineer").get(f"/reports/versions/{waiting.pk}/pdf", follow=True)

    assert response.redirect_chain == [(f"/reports/versions/{waiting.pk}/", 302)]
    assert "has no PDF to hand out" in response.content.decode()
    assert "Out of paper." in response.content.decode()
    assert taken() == []


@pytest.fixture
def read_account() -> Account:
    """An account that was read and judged in eu-west-1."""
    account = factories.account()
    factories.evaluation(factories.collection(account), "eu-west-1")
    return account


def test_asking_for_a_report_queues_a_version(as_: SignIn, read_account: Account) -> None:
    client = as_("compliance_manager")

    response = client.post(
        "/reports/request/", {"framework_id": "hipaa", "regions": ["eu-west-1"]}
    )

    version = ReportVersion.objects.get()
    assert response.headers["Location"] == f"/reports/versions/{version.pk}/"
    assert version.state == "queued"
    assert version.report.regions == ["eu-west-1"]
    assert list(version.report.accounts.all()) == [read_account]


def test_asking_again_makes_the_next_version_of_the_series(
    as_: SignIn, read_account: Account
) -> None:
    client = as_("compliance_manager")
    for _ in range(2):
        client.post("/reports/request/", {"framework_id": "hipaa"})

    assert sorted(ReportVersion.objects.values_list("number", flat=True)) == [1, 2]
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"framework_id": "iso27001"}, "iso27001 is not one of the available choices"),
        ({"regions": ["mars-north-1"]}, "mars-north-1 is not one of the available choices"),
        ({"account_ids": ["999999999999"]}, "999999999999 is not one of the available choices"),
        ({"framework_id": ""}, "This field is required"),
    ],
)
def test_wrong_input_is_named_and_changes_nothing(
    as_: SignIn, read_account: Account, wrong: dict[str, object], message: str
) -> None:
    response = as_("compliance_manager").post(
        "/reports/request/", {"framework_id": "hipaa", **wrong}
    )

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not ReportVersion.objects.exists()


def test_a_report_of_what_was_never_read_is_refused(as_: SignIn) -> None:
    factories.account()

    response = as_("compliance_manager").post("/reports/request/", {"framework_id": "hipaa"})

    assert "Collect first." in response.content.decode()
    assert not ReportVersion.objects.exists()


def test_htmx_gets_the_progress_alone_and_stops_asking_at_the_end(
    as_: SignIn, version: ReportVersion
) -> None:
    client = as_("engineer")
    waiting = factories.queued(version.report)

    moving = client.get(f"/reports/versions/{waiting.pk}/", headers={"hx-request": "true"})
    ended = client.get(f"/reports/versions/{version.pk}/", headers={"hx-request": "true"})

    assert "<html" not in moving.content.decode()
    assert "hx-get" in moving.content.decode()
    assert "hx-get" not in ended.content.decode()
