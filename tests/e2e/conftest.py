"""A browser against the running portal; whatever it complains of fails the test."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dev.chromium import ensure_chromium
from tests.artifact.conftest import own_cache, static_root
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["own_cache", "static_root", "tables_can_be_emptied_by_tests"]

# Each page begins anew and is looked at once: to optimise its scripts costs more than it saves.
_AS_WRITTEN = "--js-flags=--no-turbofan --no-maglev"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of this folder; others must not run inside its event loop."""
    # Playwright's loop in this thread makes Django take tests for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(
            executable_path=ensure_chromium(),
            args=[_AS_WRITTEN, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        yield started
        started.close()


class Complaints(list[str]):
    """What the browser's console said, violations of the content policy among it."""

    def watch(self, page: Page) -> None:
        """Note errors of the page from now on."""
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.append(f"{message.location['url']}: {message.text}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Empty at the end, or the test fails."""
    heard = Complaints()
    yield heard
    assert heard == []


@pytest.fixture
def context(
    browser: Browser, live_server: LiveServer, own_cache: None, transactional_db: None
) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    made = browser.new_context(base_url=live_server.url, accept_downloads=True)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    """A page whose complaints count."""
    opened = context.new_page()
    complaints.watch(opened)
    return opened
