"""The auditor's work in a browser: from the population to the package, and its pages for all."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from artifact.clock import now
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import AuditRequest
from compliance.models import Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked, hand_in, judge, text_file
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.artifact.seen import LONG_NAME
from tests.e2e.conftest import Complaints
from tests.e2e.looking import bring_axe, walk
from tests.e2e.signing_in import sign_in

PAGES = (
    "populations/",
    "populations/freeze/?kind=findings",
    "populations/{population}/",
    "populations/{population}/sample/",
    "samples/{sample}/",
    "requests/",
    "requests/?state=overdue",
    "requests/ask/",
    "requests/import/",
    "requests/1/",
    "requests/2/",
    "requests/2/change/",
    "conclusions/",
    f"conclusions/{CONTROL}/",
    f"controls/{CONTROL}/",
    "findings/{finding}/",
    "reads/",
)
AUDITING = ("/freeze/", "/sample/", "/ask/", "/import/", "/change/")


@pytest.fixture
def desk(page: Page) -> Desk:
    """An engagement with long and foreign names, and something of everything in it."""
    account = factories.account(name=LONG_NAME)
    made = desks.desk(SignIn(), [account], title=f"Examination of {LONG_NAME}")
    run = factories.collection(account)
    made.snapshots.append(desks.read(account, keys=30, run=run, counted=33))
    desks.read(account, "us-east-1", keys=4, run=run, error="AccessDenied: not authorized")
    factories.finding(account, status=Finding.Status.PASS, opened_by=made.snapshots[0])
    made.freeze(kind="findings", subject=CONTROL)
    made.freeze()
    return made


def filled(desk: Desk) -> dict[str, str]:
    """The ids of a population and a sample, after requests, comments and conclusions."""
    population = FrozenPopulation.objects.latest("pk").population_id
    drawing = {"rationale": f"Why {LONG_NAME}", "size": 12, "strata_by": ["region", "account"]}
    desk.audit.post(desk.path(f"populations/{population}/sample/"), drawing)
    sample = Sample.objects.latest("pk").sample_id
    desk.audit.post(desk.path(f"samples/{sample}/request/"))
    asked(desk, title="Key register", due_on="2026-04-30", owner=desk.inside.email)
    late = asked(desk, title=f"List of {LONG_NAME}", due_on=now().date(), references="ROC-7")
    for request in (late, AuditRequest.objects.get(number=2)):
        file = text_file(f"{LONG_NAME}.txt")
        hand_in(desk, request, file=file, text="See it.", evidence=desk.number())
    judge(desk, late, accept=True)
    judge(desk, AuditRequest.objects.get(number=2), accept=False, reason="The owners are missing.")
    hand_in(desk, AuditRequest.objects.get(number=2))
    words = {"verdict": "exception", "text": "One key is not rotated.", "samples": [sample]}
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/write/"), words)
    finding = desk.accounts[0].findings.earliest("pk").pk
    for client, text in ((desk.audit, "Where is page 2?"), (desk.answer, "Behind page 1.")):
        for about in ("request:2", f"control:{CONTROL}", f"finding:{finding}"):
            client.post(desk.path("comments/"), {"about": about, "text": text})
    return {"population": population, "sample": sample, "finding": str(finding)}


def addresses(desk: Desk, *, of_auditor: bool) -> list[str]:
    """Every page that one side opens."""
    ids = filled(desk)
    paths = [one.format(**ids) for one in PAGES]
    return [
        desk.path(one)
        for one in paths
        if of_auditor or not one.partition("?")[0].endswith(AUDITING)
    ]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("side", ["auditor", "audited"])
def test_no_page_shuts_anybody_out(page: Page, desk: Desk, side: str) -> None:
    sign_in(page, desk.auditor if side == "auditor" else desk.inside)
    bring_axe(page)

    assert walk(page, addresses(desk, of_auditor=side == "auditor")) == []


@pytest.fixture
def inside(
    browser: Browser, live_server: LiveServer, complaints: Complaints, desk: Desk
) -> Iterator[Page]:
    """A page of somebody inside, in a browser profile of its own."""
    other = browser.new_context(base_url=live_server.url)
    opened = other.new_page()
    complaints.watch(opened)
    sign_in(opened, desk.inside)
    yield opened
    other.close()


@pytest.mark.timeout(240)
def test_from_the_population_to_the_package(
    page: Page, inside: Page, desk: Desk, tmp_path: Path
) -> None:
    sign_in(page, desk.auditor)
    ask_for_a_sample(page, desk)
    hand_in_a_file(inside, desk, tmp_path / "answers.txt")
    page.reload()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted", exact=True).first.wait_for()
    conclude_and_comment(page, inside, desk)

    page.goto(desk.path("conclusions/"))
    with page.expect_download() as taken:
        page.get_by_role("link", name="Workpapers (ZIP)").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert any(name.endswith("-answers.txt") for name in archive.namelist())
        assert "Rotation works." in archive.read(f"controls/{CONTROL}.md").decode()


def ask_for_a_sample(page: Page, desk: Desk) -> None:
    """Freeze, draw, and ask for what was drawn."""
    page.goto(desk.path("populations/"))
    page.get_by_role("link", name="Freeze a population").click()
    page.get_by_label("Type").select_option("AWS::KMS::Key")
    page.get_by_label("As of the end of").fill("2026-03-31")
    page.get_by_role("button", name="Freeze").click()
    page.get_by_role("link", name="Draw a sample").click()
    page.get_by_label("Rationale").fill("Few of many.")
    page.get_by_label("How many").fill("5")
    page.get_by_role("button", name="Draw", exact=True).click()
    page.get_by_role("button", name="Request these").click()
    page.get_by_text("Request 1 lists what was drawn.").wait_for()


def hand_in_a_file(inside: Page, desk: Desk, file: Path, evidence: str = "") -> None:
    """Answer the request."""
    file.write_text("All five are rotated.")
    inside.goto(desk.path("requests/1/"))
    inside.get_by_label("Files").set_input_files([file])
    inside.get_by_label("Evidence").fill(evidence)
    inside.get_by_role("button", name="Hand in").click()
    inside.get_by_role("link", name=file.name).wait_for()


def conclude_and_comment(page: Page, inside: Page, desk: Desk) -> None:
    """The auditor concludes, and the audited side reads it and says thanks."""
    page.goto(desk.path(f"conclusions/{CONTROL}/"))
    page.get_by_label("In words").fill("Rotation works.")
    page.get_by_label("Share it with the audited side").check()
    page.get_by_role("button", name="Write").click()
    inside.goto(desk.path(f"conclusions/{CONTROL}/"))
    inside.get_by_text("Rotation works.").wait_for()
    inside.get_by_role("textbox", name="Comment").fill("Thank you.")
    inside.get_by_role("button", name="Comment").click()
    inside.get_by_text("Thank you.").wait_for()
