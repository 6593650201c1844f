"""From the manager's invitation to the day it is revoked, in a real browser."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from artifact.clock import now
from artifact.library.models import ReportVersion
from tests.artifact import factories
from tests.artifact.customers.post import arrived, path_in
from tests.artifact.customers.seen import customers_to_see
from tests.artifact.seen import estate
from tests.e2e.conftest import Complaints
from tests.e2e.looking import bring_axe, walk
from tests.e2e.signing_in import open_own_menu, sign_in, sign_out

PASSWORD = "a long enough passphrase"


@pytest.fixture
def visitor(
    page: Page, browser: Browser, live_server: LiveServer, complaints: Complaints
) -> Iterator[Page]:
    """A second browser, of the person who is invited."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    opened = context.new_page()
    complaints.watch(opened)
    yield opened
    context.close()


def test_invited_sees_what_is_granted_until_it_is_revoked(
    page: Page, visitor: Page, complaints: Complaints
) -> None:
    estate(now())
    granted = factories.version(
        factories.series(factories.Scope([factories.account()], "pci_dss_4_0_1"), "PCI for Ada")
    )
    sign_in(page, factories.user("compliance_manager", "manager@example.com"))
    letter = invite(page)
    assert letter.to == ["ada@example.com"]
    come_in(visitor, path_in(letter))
    visitor.get_by_role("link", name="Reports", exact=True).click()
    expect(visitor.get_by_role("main")).not_to_contain_text("PCI for Ada")

    grant(page)

    visitor.reload()
    expect(visitor.get_by_role("main")).to_contain_text("PCI for Ada")
    expect(visitor.get_by_role("main")).not_to_contain_text("HIPAA")
    assert status(visitor, granted) == 200
    open_own_menu(visitor)
    visitor.get_by_role("link", name="Your company").click()
    expect(visitor.get_by_role("main")).to_contain_text("2030-02-01 00:00")

    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("main")).to_contain_text("It opens nothing any more.")
    assert status(visitor, granted) == 404
    complaints.clear()  # The browser tells of the 404 that was asked for.

    page.get_by_role("link", name="ada@example.com").click()
    page.get_by_role("button", name="Remove at once").click()
    expect(page.get_by_role("main")).to_contain_text("is out, with every session and key")
    visitor.goto("/reports/")
    expect(visitor.get_by_role("heading", name="Sign in")).to_be_visible()


def invite(page: Page) -> EmailMessage:
    """The manager adds the company and invites its first person."""
    page.get_by_role("link", name="Customers", exact=True).click()
    page.get_by_role("link", name="Add a customer").click()
    page.get_by_label("Name").fill("Example Ltd")
    page.get_by_label("Mail domains").fill("gmail.com")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("Anybody can have a mailbox at gmail.com")
    page.get_by_label("Mail domains").fill("example.com")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("E-mail").fill("ada@example.com")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("main")).to_contain_text("Waits until")
    return arrived()[-1]


def come_in(visitor: Page, path: str) -> None:
    """The person follows the letter, chooses a password and signs in."""
    visitor.goto(path)
    visitor.get_by_label("Your full name").fill("Ada Example")
    visitor.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.get_by_label("Password again").fill(PASSWORD)
    visitor.get_by_role("button", name="Come in").click()
    visitor.get_by_label("Email").fill("ada@example.com")
    visitor.get_by_label("Password").fill(PASSWORD)
    visitor.get_by_role("button", name="Sign in").click()


def grant(page: Page) -> None:
    """The manager grants a framework to the company."""
    page.get_by_role("link", name="Customers", exact=True).first.click()
    page.get_by_role("link", name="Example Ltd").click()
    page.get_by_role("link", name="Grant", exact=True).click()
    page.get_by_label("Framework").select_option("pci_dss_4_0_1")
    page.get_by_label("Last day").fill("2030-01-31")
    page.get_by_role("button", name="Grant").click()
    expect(page.get_by_role("main")).to_contain_text("In force")


def status(visitor: Page, version: ReportVersion) -> int:
    """How the report's page answers."""
    answer = visitor.goto(f"/reports/versions/{version.pk}/")
    assert answer
    return answer.status


def test_a_keys_secret_can_be_copied_and_never_comes_back(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, factories.user("customer", customer=factories.customer()))
    open_own_menu(page)
    page.get_by_role("link", name="Keys and tokens").click()
    page.get_by_label("What for").fill("nightly import")
    page.get_by_role("button", name="Issue a key").click()
    secret = page.get_by_label("Secret", exact=True).inner_text()
    page.get_by_role("button", name="Copy secret").click()

    assert page.evaluate("navigator.clipboard.readText()") == secret
    page.get_by_role("link", name="I have copied it").click()
    assert secret not in page.content()
    expect(page.get_by_role("row", name="nightly import")).to_contain_text("In force")


def test_the_pages_shut_nobody_out(page: Page) -> None:
    bring_axe(page)
    found = []
    for person, paths in customers_to_see().items():
        sign_in(page, person)
        found += walk(page, (*paths, "/ask-for-access/"))
        sign_out(page)

    assert found == []
