"""An audit from the manager's form to the end of access, by three people in three browsers."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from artifact.clock import now
from artifact.engagements.models import Engagement
from artifact.users.models import User
from compliance.models import Account, Entry
from tests.artifact import factories
from tests.artifact.customers.post import COME_IN, arrived, path_in
from tests.artifact.engagements.desk import PERIOD, TERMS, Clock
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.e2e.conftest import Complaints
from tests.e2e.signing_in import sign_in
from tests.e2e.test_audit_work import ask_for_a_sample, hand_in_a_file

ADA = "ada@checkers.example"
NUMBER = "E-2026-0001"
Opened = Callable[[], Page]


@pytest.fixture
def another(
    browser: Browser, live_server: LiveServer, complaints: Complaints, page: Page
) -> Iterator[Opened]:
    """Opens a browser profile of its own for each further person."""
    contexts = []

    def opened() -> Page:
        contexts.append(browser.new_context(base_url=live_server.url, accept_downloads=True))
        contexts[-1].set_default_timeout(10_000)
        theirs = contexts[-1].new_page()
        complaints.watch(theirs)
        return theirs

    yield opened
    for one in contexts:
        one.close()


@pytest.mark.timeout(240)
def test_from_the_letter_to_the_end_of_access(
    page: Page, another: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, elsewhere = factories.account(name="Payments"), factories.account(name="Elsewhere")
    desks.read(account, keys=12)
    foreign = desks.read(elsewhere)
    engagement = open_engagement(page, account)
    auditor = come_in(another(), path_in(arrived()[-1]))
    see_the_scope_alone(auditor, engagement, [f"/evidence/{foreign.pk}/", "/accounts/"])

    inside_user = factories.user("engineer")
    people = (User.objects.get(email=ADA), inside_user)
    desk = Desk(engagement, *people, Client(), Client(), [account])
    ask_for_a_sample(auditor, desk)
    inside = another()
    sign_in(inside, inside_user)
    answers = tmp_path / "answers.txt"
    hand_in_a_file(inside, desk, answers, evidence=NUMBER)
    expect(inside.get_by_role("link", name=NUMBER)).to_be_visible()

    assert take_and_accept(auditor, answers.name) == answers.read_bytes()
    conclude_then_share(auditor, inside, desk)
    read_and_edit_nothing(inside, desk)

    monkeypatch.setattr("artifact.clock.datetime", Clock(engagement.access_to))
    parts = ("", "requests/1/", f"conclusions/{CONTROL}/", f"evidence/{NUMBER}/", "workpapers")
    assert {status(auditor, desk.path(part)) for part in parts} == {404}
    auditor.goto("/engagements/")
    expect(auditor.get_by_role("main")).not_to_contain_text("HIPAA 2026")
    assert status(inside, desk.path("requests/1/")) == 200


def open_engagement(page: Page, account: Account) -> Engagement:
    """A manager fills in the form; the auditor's letter is written."""
    sign_in(page, factories.user("compliance_manager"))
    page.goto("/engagements/")
    page.get_by_role("link", name="Open an engagement").first.click()
    fields = {
        "Title": "HIPAA 2026",
        "Auditors' firm": "Checkers LLP",
        "First day of the period": str(PERIOD[0]),
        "Last day of the period": str(PERIOD[1]),
        "Open from": str(now().date()),
        "Open until": str((now() + timedelta(days=12)).date()),
        "Terms to accept first": TERMS,
        "People": ADA,
    }
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Framework").select_option("hipaa")
    page.get_by_label(str(account)).check()
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Not in yet")
    return Engagement.objects.get()


def come_in(page: Page, path: str) -> Page:
    """The auditor sets a password, signs in and accepts the terms."""
    page.goto(path)
    page.get_by_label("Your full name").fill(COME_IN["name"])
    page.get_by_label("Password", exact=True).fill(COME_IN["password"])
    page.get_by_label("Password again").fill(COME_IN["again"])
    page.get_by_role("button", name="Come in").click()
    page.get_by_label("Email").fill(ADA)
    page.get_by_label("Password").fill(COME_IN["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text(TERMS)
    page.get_by_label("Your full name").fill("Ada Auditor")
    page.get_by_label("You accept as").fill("Partner of Checkers LLP")
    page.get_by_label("I have read these terms and accept them.").check()
    page.get_by_role("button", name="Accept and open").click()
    return page


def see_the_scope_alone(page: Page, engagement: Engagement, foreign: list[str]) -> None:
    """The overview names what is open; nothing else is there."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("12 days left")
    expect(main).to_contain_text("Payments")
    expect(main).not_to_contain_text("Elsewhere")
    assert [status(page, path) for path in foreign] == [404] * len(foreign)
    tabs = page.get_by_role("navigation", name="Parts of the engagement")
    tabs.get_by_role("link", name="Controls").click()
    page.get_by_role("link", name=CONTROL, exact=True).click()
    expect(main.get_by_role("link", name=NUMBER).first).to_be_visible()
    expect(main).not_to_contain_text("Elsewhere")


def take_and_accept(page: Page, name: str) -> bytes:
    """The auditor downloads what was handed in, and accepts it."""
    page.reload()
    with page.expect_download() as taken:
        page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted", exact=True).first.wait_for()
    return taken.value.path().read_bytes()


def conclude_then_share(auditor: Page, inside: Page, desk: Desk) -> None:
    """A conclusion is the auditor's alone until they share it."""
    path = desk.path(f"conclusions/{CONTROL}/")
    auditor.goto(path)
    auditor.get_by_label("In words").fill("Rotation works.")
    auditor.get_by_label("Evidence").fill(NUMBER)
    auditor.get_by_role("button", name="Write").click()
    auditor.get_by_role("link", name=NUMBER).wait_for()
    inside.goto(path)
    expect(inside.get_by_role("main")).to_contain_text("Nothing is shared yet.")
    auditor.get_by_role("button", name="Share version 1").click()
    expect(auditor.get_by_role("main")).to_contain_text("version 2")


def read_and_edit_nothing(page: Page, desk: Desk) -> None:
    """The audited side reads what was shared, and finds no way to change it."""
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Rotation works.")
    expect(page.get_by_label("In words")).to_have_count(0)
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    page.goto(desk.path("reads/"))
    expect(page.get_by_role("main")).to_contain_text("answers.txt, handed in for R-1")
    assert Entry.objects.filter(action="attachment.read", actor=ADA).count() == 1


def status(page: Page, path: str) -> int:
    """What the person's own session is answered."""
    return page.context.request.get(path).status
