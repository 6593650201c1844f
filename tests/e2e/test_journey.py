"""The whole way of a person through the portal, in a real browser."""

from datetime import timedelta
from pathlib import Path

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from artifact.clock import now
from artifact.library.models import ReportVersion
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Strength
from compliance.models import Collection, Entry, Unit
from tests.artifact import factories
from tests.artifact.seen import estate
from tests.e2e.signing_in import sign_in, sign_out

# The requirements that a control can refute.
TESTED = sum(
    any(control.strength is Strength.DIRECT for control in requirement.controls)
    for requirement in frameworks()["pci_dss_4_0_1"].requirements
)


def test_from_signing_in_to_the_raw_answer_and_the_report(page: Page, tmp_path: Path) -> None:
    seen = estate(now())
    sign_in(page, factories.user("compliance_manager", "manager@example.com"))

    cell = page.get_by_role("row", name="PCI DSS").get_by_role("cell").first
    expect(cell).to_contain_text(f"of {TESTED} requirements")
    cell.get_by_role("link", name="failing findings").click()

    expect(page.get_by_role("status")).to_have_text("4 findings")
    page.get_by_label("Service").select_option("secretsmanager")
    page.get_by_label("Resource contains").fill("nightly-reconciliation")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("status")).to_have_text("1 finding")

    page.get_by_role("link", name="secretsmanager.rotation-enabled").click()
    expect(page.get_by_role("main")).to_contain_text("Rotation is not configured.")
    page.get_by_role("link", name=f"E-{seen.snapshot.pk}", exact=True).click()
    page.get_by_role("link", name="kms:DescribeKey").click()
    expect(page.get_by_label("Command")).to_contain_text("aws kms describe-key --key-id")
    expect(page.get_by_label("Answer")).to_contain_text("<script>alert(1)</script> Schlüssel")
    with page.expect_download() as body:
        page.get_by_role("link", name="Download the exact bytes").click()
    assert Path(body.value.path()).read_bytes() == factories.DESCRIBE_KEY

    page.get_by_role("link", name="Reports", exact=True).click()
    with page.expect_download() as pdf:
        page.get_by_role("link", name="Download").click()
    assert pdf.value.suggested_filename == "hipaa-2026-03-31-v1.pdf"
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")
    entry = Entry.objects.get(action="report.downloaded")
    assert (entry.actor, entry.details["source"]) == ("manager@example.com", seen.version.pdf_id)

    sign_out(page)
    page.goto("/findings/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_requested_report_is_followed_until_it_is_there(page: Page) -> None:
    estate(now())
    sign_in(page, factories.user("compliance_manager"))
    page.goto("/reports/request/")
    page.get_by_label("Framework").select_option(label="PCI DSS")
    page.get_by_label("eu-west-1").check()
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("Queued")).to_be_visible()

    made = ReportVersion.objects.get(report__framework="pci_dss_4_0_1")
    rows = ReportVersion.objects.filter(pk=made.pk)
    rows.update(state=ReportVersion.State.RUNNING, steps_done=3, steps_total=8)
    expect(page.get_by_text("Step 3 of 8")).to_be_visible()

    ready = factories.version(made.report)
    rows.update(
        state=ReportVersion.State.COMPLETE,
        publication=ReportVersion.Publication.SUPERSEDED,
        pdf=ready.pdf,
        facts=ready.facts,
        pages=1,
    )
    with page.expect_download() as pdf:
        page.get_by_role("link", name="Download the PDF").click()
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")
    assert page.locator("[hx-get]").count() == 0


def test_a_run_moves_while_it_is_looked_at(page: Page) -> None:
    account = factories.account()
    run = factories.collection(
        account,
        state=Collection.State.RUNNING,
        finished_at=None,
        evaluated_at=None,
        steps_done=0,
        steps_total=2,
    )
    unit = Unit.objects.create(collection=run, region="eu-west-1", state=Unit.State.RUNNING)
    sign_in(page, factories.user("engineer"))
    page.goto(f"/runs/{run.pk}/")
    expect(page.get_by_role("status")).to_contain_text("0 of 2 units")

    Unit.objects.filter(pk=unit.pk).update(step="kms", calls_made=17)
    Collection.objects.filter(pk=run.pk).update(steps_done=1, calls_made=17)
    expect(page.get_by_role("status")).to_contain_text("1 of 2 units · 17 calls")
    expect(page.get_by_role("cell", name="kms", exact=True)).to_be_visible()

    Collection.objects.filter(pk=run.pk).update(
        state=Collection.State.COMPLETE,
        steps_done=2,
        finished_at=now(),
        evaluated_at=now() + timedelta(seconds=1),
    )
    expect(page.get_by_role("status")).to_contain_text("evaluated")
    assert page.locator("[hx-get]").count() == 0


def test_a_page_that_outlives_its_session_leads_to_the_form(page: Page) -> None:
    version = factories.queued(factories.series(factories.Scope([factories.account()])))
    sign_in(page, factories.user("engineer"))
    page.goto(f"/reports/versions/{version.pk}/")

    Session.objects.all().delete()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.locator("html").count() == 1
    assert page.url.endswith(f"/sign-in/login/?next=/reports/versions/{version.pk}/")


def test_a_mistake_in_a_form_is_named_beside_its_field(page: Page) -> None:
    sign_in(page, factories.user("administrator"))
    page.goto("/accounts/connect/")
    page.get_by_label("Account id").fill("123")
    page.get_by_label("Name").fill("Payments")
    page.get_by_role("button", name="Save").click()

    field = page.get_by_label("Account id")
    expect(field).to_have_value("123")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("An account id has 12 digits.")
