"""Agreements in a browser: signed by a customer, kept by a manager, for everybody to use."""

from playwright.sync_api import Page

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import AgreementRevision
from artifact.agreements.revise_agreement import revise_agreement
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.signing import agreement, draft, signed
from tests.e2e.looking import bring_axe, look, walk
from tests.e2e.signing_in import sign_in
from tests.factories import MOMENT

LONG = "I know that protected health information may not be kept in this account any more, and "
MANAGED = (
    "offered/",
    "offer/",
    "paper/",
    "signed/",
    "offered/{agreement}/",
    "offered/{agreement}/revise/",
    "offered/{agreement}/compare/1/2/",
    "signed/{signed}/",
    "signed/{signed}/end/",
)


def customer() -> User:
    """Somebody of a company that manages an organisation."""
    company = factories.customer("Beispiel Österreich AG", organization_id="o-exampleorg1")
    return factories.user("customer", customer=company)


def offered() -> AgreementRevision:
    """An agreement in its second revision."""
    first = agreement(first=draft(acceptance_terms=[LONG + "I agree.", "I may bind my company."]))
    second = draft("Second", acceptance_terms=[LONG + "I agree to all.", "I may."])
    return revise_agreement(first.agreement, second, actor="manager@example.com", now=MOMENT)


def open_document(page: Page) -> None:
    """Follow the link to the PDF, which opens beside the page."""
    address = page.get_by_role("link", name="Open it").get_attribute("href")
    assert address
    assert page.request.get(address).headers["content-type"] == "application/pdf"


def fill_in(page: Page) -> None:
    """Tick every box and sign with name and authority."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Your full name").fill("Żofia Przykład")
    page.get_by_label("You accept as").fill("Officer of Beispiel AG")


def test_a_customer_signs_and_terminates(page: Page) -> None:
    offered()
    sign_in(page, customer())
    bring_axe(page)
    found: list[str] = []

    page.get_by_role("link", name="Agreements").click()
    found += look(page)
    page.get_by_role("link", name="Your organisation").click()
    found += look(page)
    page.get_by_role("link", name="Download and review").click()
    found += look(page)
    open_document(page)
    fill_in(page)
    page.get_by_role("button", name="Accept and continue").click()
    page.get_by_role("heading", name="Tick each sentence and sign").wait_for()
    found += look(page)
    open_document(page)
    fill_in(page)
    page.get_by_role("button", name="Accept agreement").click()
    page.get_by_text("is active.").wait_for()
    found += look(page)
    page.get_by_role("link", name="Terminate…").click()
    found += look(page)
    fill_in(page)
    page.get_by_role("button", name="Terminate").click()
    page.get_by_text("It stays here as a record.").wait_for()
    found += look(page)

    assert found == []
    made = CustomerAgreement.objects.get()
    assert (made.level, made.state) == ("ORGANIZATION", "CUSTOMER_TERMINATED")


def test_no_page_of_the_manager_shuts_anybody_out(page: Page) -> None:
    revision = offered()
    one = signed(revision, customer())
    ids = {"agreement": revision.agreement.agreement_id, "signed": one.customer_agreement_id}
    sign_in(page, factories.user("compliance_manager"))
    bring_axe(page)

    assert walk(page, [f"/agreements/{each.format(**ids)}" for each in MANAGED]) == []
