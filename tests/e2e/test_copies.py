"""From the terms to the copy, and from the copy back to whoever took it, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from artifact.library.models import Report
from tests.artifact import factories
from tests.e2e.looking import bring_axe, look
from tests.e2e.signing_in import sign_in


def test_a_copy_is_taken_under_terms_and_traced(page: Page, tmp_path: Path) -> None:
    version = factories.version(factories.series(factories.Scope([factories.account()]), "SOC 2"))
    Report.objects.update(acceptance_type=Report.AcceptanceType.EXPLICIT)
    factories.term()
    sign_in(page, factories.user("compliance_manager", "ada@example.com", name="Żółć 李"))

    page.goto(f"/reports/versions/{version.pk}/")
    page.get_by_role("link", name="Download the PDF").click()
    page.get_by_label("Your full name").fill("Ada")
    page.get_by_label("You accept as").fill("Owner")
    page.get_by_label("I have read these terms").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Accept").click()
    expect(page).to_have_url(re.compile(rf"/reports/versions/{version.pk}/\?download"))

    file = tmp_path / "leak.pdf"
    taken.value.save_as(file)
    bring_axe(page)
    page.goto("/copies/")
    page.get_by_label("Or the file").set_input_files(file)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("status")).to_have_text("Recognised by the very file.")
    expect(page.get_by_role("main")).to_contain_text("Żółć 李, ada@example.com")
    expect(page.get_by_role("link", name="Ada,")).to_be_visible()
    assert look(page) == []
