"""What every page has: menus that close, and forms that are sent once."""

from playwright.sync_api import Page, expect

from artifact.access_keys.models import AccessKey
from tests.artifact import factories
from tests.e2e.signing_in import open_own_menu, sign_in


def test_a_menu_closes_by_escape_and_by_a_click_beside_it(page: Page) -> None:
    sign_in(page, factories.user("administrator"))
    menu = page.get_by_role("button", name="Sign out")

    open_own_menu(page)
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".topbar .own summary")).to_be_focused()

    open_own_menu(page)
    page.get_by_role("heading", name="Overview").click()
    expect(menu).to_be_hidden()


def test_the_header_of_an_administrator_fits_one_row(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, factories.user("administrator", email="somebody.with.a.name@example.com"))

    height = page.evaluate("document.querySelector('.topbar').offsetHeight")

    assert height < 60


def test_a_double_click_issues_one_key(page: Page) -> None:
    sign_in(page, factories.user("customer"))
    page.goto("/access-keys/")
    page.get_by_label("What for").fill("nightly import")

    page.get_by_role("button", name="Issue a key").dblclick()

    expect(page.get_by_role("heading", name="Your new access key")).to_be_visible()
    assert AccessKey.objects.count() == 1
