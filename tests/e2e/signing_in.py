"""Sign in and out as people do."""

from playwright.sync_api import Locator, Page

from artifact.users.models import User
from tests.artifact import factories


def sign_in(page: Page, person: User) -> None:
    """Fill in the form and arrive at the first page."""
    page.goto("/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    _own_menu(page).wait_for()


def open_own_menu(page: Page) -> None:
    """The menu that bears the person's address."""
    _own_menu(page).click()


def sign_out(page: Page) -> None:
    """By the person's own menu."""
    open_own_menu(page)
    page.get_by_role("button", name="Sign out").click()


def _own_menu(page: Page) -> Locator:
    return page.locator(".topbar .own summary")
