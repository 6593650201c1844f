"""An engagement in a real browser: terms, evidence, references, and the end of access."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from artifact.clock import now
from artifact.engagements.close_engagement import close_engagement
from artifact.engagements.models import Engagement
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.engagements.desk import TERMS, opened
from tests.artifact.seen import LONG_NAME, estate
from tests.e2e.looking import bring_axe, walk
from tests.e2e.signing_in import sign_in

PARTS = (
    "",
    "requirements/",
    "requirements/164.312(a)(2)(iv)/",
    "controls/",
    "controls/kms.rotation-enabled/",
    "evidence/",
    "evidence/E-2026-0001/",
    "evidence/E-2026-0001/calls/1/",
    "reads/",
)
MANAGING = ("change/", "close/")


def engaged(*people: User, terms: str = "") -> Engagement:
    """One that is open, about everything that pages are tested with."""
    seen = estate(now())
    made = opened(
        list({seen.account, *seen.report.accounts.all()}),
        people,
        terms,
        access_from=now() - timedelta(days=1),
        access_to=now() + timedelta(days=12, hours=1),
        period_end=now().date(),
    )
    Engagement.objects.update(title=f"HIPAA 2026, {LONG_NAME}", firm=f"Checkers, {LONG_NAME}")
    return made


def paths(made: Engagement, *parts: str) -> list[str]:
    """The addresses of its pages."""
    return [f"/engagements/{made.engagement_id}/{part}" for part in parts]


def test_terms_evidence_references_and_the_end(page: Page) -> None:
    auditor = factories.user("auditor", "ada@checkers.example")
    made = engaged(auditor, terms=TERMS)
    sign_in(page, auditor)
    expect(page.get_by_role("main")).to_contain_text(TERMS)
    page.get_by_label("Your full name").fill("Ada Auditor")
    page.get_by_label("You accept as").fill("Partner of Checkers LLP")
    page.get_by_label("I have read these terms and accept them.").check()
    page.get_by_role("button", name="Accept and open").click()
    expect(page.get_by_role("main")).to_contain_text("12 days left")

    tabs = page.get_by_role("navigation", name="Parts of the engagement")
    tabs.get_by_role("link", name="Requirements").click()
    page.get_by_role("link", name="164.312(a)(2)(iv)", exact=True).click()
    page.get_by_role("link", name="E-2026-0001").first.click()
    page.get_by_label("Your references").fill("WP-4.12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Your references")).to_have_value("WP-4.12")

    page.goto(paths(made, "evidence/")[0])
    expect(page.get_by_role("main")).to_contain_text("WP-4.12")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Index (XLSX)").click()
    assert taken.value.suggested_filename == f"{made.engagement_id}-evidence.xlsx"
    page.get_by_role("link", name="What was read").click()
    expect(page.get_by_role("main")).to_contain_text("E-2026-0001")

    close_engagement(made, actor="manager", now=now())
    status = page.context.request.get(paths(made, "evidence/")[0]).status
    assert status == 404


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_no_page_shuts_anybody_out(page: Page, role: str) -> None:
    person = factories.user(role)
    owes = factories.user("auditor")
    made = engaged(*([person] if role == "auditor" else []), owes)
    sign_in(page, person)
    bring_axe(page)
    parts = PARTS if role == "auditor" else (*PARTS, *MANAGING)
    wanted = ["/engagements/", *paths(made, *parts)]
    wanted += ["/engagements/open/"] if role == "administrator" else []

    assert walk(page, wanted) == []
