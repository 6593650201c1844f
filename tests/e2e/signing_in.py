"""Sign in as people do: through the form."""

from playwright.sync_api import Page

from artifact.users.models import User
from tests.artifact import factories


def sign_in(page: Page, person: User) -> None:
    """Fill in the form and arrive at the first page."""
    page.goto("/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
