"""Every page in both themes: accessible, usable on a small screen and by keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from artifact.accounts.follow_organization import Following, follow_organization
from artifact.clock import now
from artifact.notifications.add_address import add_address
from artifact.notifications.models import Delivery, Webhook
from artifact.users.models import User
from compliance.models import Account
from tests.artifact import factories
from tests.artifact.notifications import telling
from tests.artifact.seen import Seen, estate
from tests.e2e.signing_in import sign_in

# axe-core, Mozilla Public License 2.0; see vendor/.
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "async () => JSON.stringify((await axe.run({resultTypes: ['violations']})).violations)"
BAD = {"serious", "critical"}
# Every page but those that need a PDF to be made; ids are filled in.
PAGES = (
    "/",
    "/findings/",
    "/findings/?status=fail&region=eu-west-1",
    "/findings/?status=wrong",
    "/findings/?resource=nothing-has-this-name",
    "/findings/{finding}/",
    "/frameworks/hipaa/inherited/",
    "/activity/",
    "/activity/?since=2026-03-01&until=2026-04-02",
    "/activity/?kind=wrong",
    "/evidence/{snapshot}/",
    "/evidence/{snapshot}/calls/1/",
    "/reports/",
    "/reports/?words=report&on=2026-03-31",
    "/reports/by-region/",
    "/reports/add/",
    "/reports/{report}/change/",
    "/reports/{document}/",
    "/reports/{document}/upload/",
    "/reports/request/",
    "/reports/{report}/",
    "/reports/versions/{version}/",
    "/copies/",
    "/api-events/",
    "/integrity/",
    "/runs/",
    "/runs/{run}/",
    "/accounts/",
    "/accounts/connect/",
    "/accounts/{account}/",
    "/accounts/{account}/change/",
    "/accounts/{account}/organization/",
    "/accounts/{account}/organization/follow/",
    "/tokens/",
    "/tokens/everybody/",
    "/api/problems/scope-missing",
    "/notifications/",
    "/notifications/settings/",
    "/notifications/deliveries/",
    "/notifications/subscriptions/add/",
    "/notifications/webhooks/add/",
    "/notifications/webhooks/{webhook}/",
    "/sign-in/2fa/",
    "/sign-in/2fa/totp/activate/",
    "/sign-in/password/change/",
)
OUTSIDE = ("/sign-in/login/", "/sign-in/password/reset/", "/sign-in/signup/")


@pytest.fixture
def inside(page: Page, theme: str) -> Page:
    """A page of a signed-in administrator in one of the themes."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    sign_in(page, factories.user("administrator"))
    return page


def paths(seen: Seen) -> list[str]:
    """The addresses of every page, that of an organisation among them."""
    organization = follow_organization(seen.account, Following(), actor="test", now=now())
    for number in (1, 2):
        organization.members.create(
            account_id=f"99990000111{number}", state="ACTIVE", first_seen_at=now()
        )
    ids = {
        "webhook": notified(User.objects.get(role="administrator")).pk,
        "finding": seen.finding.pk,
        "snapshot": seen.snapshot.pk,
        "report": seen.report.pk,
        "document": seen.document.pk,
        "version": seen.version.pk,
        "run": seen.run.pk,
        "account": seen.account.account_id,
    }
    return [path.format(**ids) for path in PAGES]


def notified(person: User) -> Webhook:
    """The webhook of a person who was told something everywhere, and of what was not sent."""
    hook, _ = telling.webhook(person, "https://example.com/hooks/artifact")
    place = telling.address(person)
    telling.subscription(person, webhooks=[hook], addresses=[place])
    add_address(person, "not-proven@example.com", now=now())
    telling.publish(telling.report(title="SOC 2, Type II"))
    telling.told()
    called = Delivery.objects.get(channel="webhook")
    Delivery.objects.filter(pk=called.pk).update(attempt=2, error="It answered 500.")
    called.attempts.create(
        number=1,
        at=now(),
        ended_at=now(),
        status=500,
        duration_ms=12,
        answer="<p>Oops</p>",
        error="It answered 500.",
    )
    called.attempts.create(number=2, at=now())
    return hook


def violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page."""
    found = json.loads(page.evaluate(RUN_AXE))
    return [
        f"{page.url} {one['id']}: {node['html']} {node['failureSummary']}"
        for one in found
        if one["impact"] in BAD
        for node in one["nodes"]
    ]


def test_no_page_shuts_anybody_out(inside: Page, theme: str) -> None:
    found = []
    for path in paths(estate(now())):
        inside.goto(path)
        assert inside.locator("html").get_attribute("data-bs-theme") == theme
        inside.evaluate(AXE)
        found += violations(inside)

    assert found == []


def test_no_page_shuts_anybody_out_who_has_not_signed_in(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    found = []
    for path in OUTSIDE:
        page.goto(path)
        page.evaluate(AXE)
        found += violations(page)

    assert found == []


def test_empty_pages_are_accessible_too(inside: Page) -> None:
    found = []
    for path in ("/", "/findings/", "/reports/", "/reports/by-region/", "/runs/", "/accounts/"):
        inside.goto(path)
        inside.evaluate(AXE)
        found += violations(inside)

    assert not Account.objects.exists()
    assert found == []


def test_a_small_screen_never_scrolls_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, factories.user("administrator"))
    wide = []
    for path in paths(estate(now())):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((path, width))

    assert wide == []


def test_the_keyboard_shows_where_it_is(inside: Page) -> None:
    estate(now())
    inside.goto("/findings/")
    unseen = []
    for _ in range(25):
        inside.keyboard.press("Tab")
        outline = inside.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.outerHTML.slice(0, 80), s.outlineStyle,"
            " parseFloat(s.outlineWidth)]; }"
        )
        if outline[1] == "none" or outline[2] < 2:
            unseen.append(outline)

    assert unseen == []


def test_the_first_stop_of_the_keyboard_skips_the_navigation(inside: Page) -> None:
    inside.goto("/findings/")
    inside.keyboard.press("Tab")
    inside.keyboard.press("Enter")

    assert inside.evaluate("document.activeElement.id") == "main"


def test_the_admin_keeps_to_the_content_policy(inside: Page) -> None:
    grant = factories.grant(factories.user("auditor"))
    for path in (
        "/admin/",
        "/admin/artifact/user/",
        "/admin/artifact/user/add/",
        "/admin/artifact/grant/",
        f"/admin/artifact/grant/{grant.pk}/change/",
    ):
        inside.goto(path)

    assert inside.get_by_label("Framework").is_visible()
