"""The API's interactive documentation and the pages of tokens, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from artifact.api.document import document, operations
from tests.artifact import factories
from tests.e2e.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_operation_is_tried_out_with_a_token(page: Page) -> None:
    """Nothing comes from outside, nothing is inline: a violation would be a complaint."""
    auditor = factories.user("auditor")
    sign_in(page, auditor)
    page.goto("/tokens/")
    page.get_by_label("What for").fill("trying it out")
    page.get_by_role("button", name="Issue a token").click()
    token = page.locator("#token").inner_text()

    page.goto("/api/docs/")
    expect(page.locator(".opblock")).to_have_count(len(list(operations(document()))))
    page.get_by_role("button", name="Authorize").click()
    page.get_by_label("Value").fill(token)
    page.locator(".auth-btn-wrapper").get_by_role("button", name="Apply credentials").click()
    page.locator(".auth-btn-wrapper").get_by_role("button", name="Close").click()
    page.locator("#operations-me-get_me .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute", exact=True).click()
    answer = page.locator("#operations-me-get_me .live-responses-table")
    expect(answer).to_contain_text(auditor.email)
