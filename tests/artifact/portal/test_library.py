"""The library at the portal's doors: found, filled, published, withdrawn."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from artifact.library.models import Report, ReportVersion
from artifact.library.upload import MIB
from compliance.evidence.store import get
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.library.documents import checked, pdf, published, series, uploaded

pytestmark = pytest.mark.django_db


def file(content: bytes, name: str = "soc2.pdf") -> SimpleUploadedFile:
    """What a browser sends."""
    return SimpleUploadedFile(name, content)


def test_from_adding_to_handing_out(as_: SignIn) -> None:
    manager = as_("compliance_manager")
    added = manager.post(
        "/reports/add/",
        {
            "title": "SOC 2 Type II",
            "series": "SOC",
            "regions": "eu-west-1, us-east-1",
            "acceptance_type": "EXPLICIT",
        },
    )
    report = Report.objects.get()
    assert added.headers["Location"] == f"/reports/{report.pk}/upload/"
    assert (report.regions, report.origin) == (["eu-west-1", "us-east-1"], "upload")

    content = pdf("encryption")
    sent = manager.post(f"/reports/{report.pk}/upload/", {"file": file(content)})
    version = ReportVersion.objects.get()
    assert sent.headers["Location"] == f"/reports/versions/{version.pk}/"
    page = manager.get(f"/reports/versions/{version.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "being checked" in page
    assert "Publish version" not in page

    checked(version)
    page = manager.get(f"/reports/versions/{version.pk}/").content.decode()
    assert "Publish version 1" in page
    manager.post(
        f"/reports/versions/{version.pk}/publish/",
        {"period_start": "2025-04-01", "period_end": "2026-03-31"},
    )
    version.refresh_from_db()
    assert (version.publication, version.period_end) == ("published", date(2026, 3, 31))
    assert get(str(version.original_id)) == content

    reader = factories.user("customer")
    factories.grant(reader, series="SOC")
    shown = as_(reader).get("/reports/?words=encryption").content.decode()
    assert "<mark>encryption</mark>" in shown
    assert "2026-03-31" in shown


def test_withdrawing_takes_it_away_at_once(as_: SignIn) -> None:
    version = published(series(series="SOC"), "x")
    reader = factories.user("customer")
    factories.grant(reader, series="SOC")
    client = as_(reader)
    assert client.get(f"/reports/versions/{version.pk}/").status_code == 200
    manager = as_("compliance_manager")

    manager.post(f"/reports/versions/{version.pk}/withdraw/", {"reason": ""})
    assert client.get(f"/reports/versions/{version.pk}/").status_code == 200
    manager.post(f"/reports/versions/{version.pk}/withdraw/", {"reason": "Wrong figures"})

    for path in (f"/reports/versions/{version.pk}/", f"/reports/versions/{version.pk}/pdf"):
        assert client.get(path).status_code == 404
    assert "SOC 2" not in client.get("/reports/").content.decode()
    assert Entry.objects.get(action="report.withdrawn").details["reason"] == "Wrong figures"


def test_a_document_that_cannot_be_taken_is_explained_at_its_field(as_: SignIn) -> None:
    report = series()
    client = as_("compliance_manager")
    for content, said in (
        (b"MZ\0\0", "kind of file"),
        (b"", "empty"),
        (b"x" * (101 * MIB), "larger than 100 MiB"),
    ):
        page = client.post(f"/reports/{report.pk}/upload/", {"file": file(content)})
        assert page.status_code == 200
        assert said in page.content.decode()
    page = client.post(
        f"/reports/{report.pk}/upload/",
        {"file": file(pdf("x")), "period_start": "2026-02-01", "period_end": "2026-01-01"},
    )
    assert "before it begins" in page.content.decode()
    assert not ReportVersion.objects.exists()


def test_a_failed_document_says_what_to_do(as_: SignIn) -> None:
    version = checked(uploaded(series(), pdf()))

    page = as_("compliance_manager").get(f"/reports/versions/{version.pk}/").content.decode()

    assert "The PDF has no page. Upload the one you meant." in page
    assert "Publish version" not in page


def test_editing_shows_what_is_said_and_keeps_it(as_: SignIn) -> None:
    report = series(regions=["eu-west-1"], category="Tests")
    client = as_("compliance_manager")
    form = client.get(f"/reports/{report.pk}/change/").context["form"]
    assert form["regions"].value() == "eu-west-1"

    client.post(
        f"/reports/{report.pk}/change/",
        {"title": "New", "category": "Tests", "acceptance_type": "PASSTHROUGH"},
    )

    report.refresh_from_db()
    assert (report.title, report.regions, report.category) == ("New", [], "Tests")


def test_a_report_from_evidence_keeps_its_scope_when_edited(as_: SignIn) -> None:
    report = factories.series(factories.Scope([factories.account()], regions=["eu-west-1"]))

    sent = as_("compliance_manager").post(
        f"/reports/{report.pk}/change/",
        {"title": "New", "framework": "", "regions": "", "acceptance_type": "EXPLICIT"},
    )

    report.refresh_from_db()
    assert sent.status_code == 302
    assert (report.title, report.framework, report.regions) == ("New", "hipaa", ["eu-west-1"])
    page = as_("compliance_manager").get(f"/reports/{report.pk}/upload/")
    sent = as_("compliance_manager").post(
        f"/reports/{report.pk}/upload/", {"file": file(pdf("x"))}
    )
    assert (page.status_code, "made from evidence" in sent.content.decode()) == (200, True)


def test_filters_offer_nothing_that_was_not_granted(as_: SignIn) -> None:
    published(series("A", series="SOC", company="Example Ltd"), "x")
    published(series("B", series="Secret", company="Hidden Ltd"), "x")
    reader = factories.user("customer")
    factories.grant(reader, series="SOC")

    page = as_(reader).get("/reports/").content.decode()

    assert "Example Ltd" in page
    for hidden in ("Secret", "Hidden Ltd"):
        assert hidden not in page
    assert "1 report" in page


@pytest.mark.parametrize("query", ["on=yesterday", "series=SOC", "words=" + "x" * 201])
def test_a_filter_that_is_not_understood_shows_nothing(as_: SignIn, query: str) -> None:
    published(series("Pentest"), "x")

    page = as_("engineer").get(f"/reports/?{query}").content.decode()

    assert "not understood" in page
    assert "Pentest" not in page


def test_by_region_counts_what_the_reader_sees(as_: SignIn) -> None:
    published(series("A", series="SOC", regions=["eu-west-1"]), "x")
    published(series("B", regions=["us-east-1"]), "x")
    reader = factories.user("customer")
    factories.grant(reader, series="SOC")

    page = as_(reader).get("/reports/by-region/").content.decode()

    assert "eu-west-1" in page
    assert "us-east-1" not in page
    assert "framework=none&amp;region=eu-west-1" in page


def test_what_is_found_is_escaped(as_: SignIn) -> None:
    published(series("<b>Bold</b>"), "<script>alert(1)</script> encryption")

    page = as_("engineer").get("/reports/?words=encryption").content.decode()

    assert "<script>alert" not in page
    assert "<b>Bold" not in page
