"""Every page in both themes: accessible, usable on a small screen and by keyboard."""

from collections.abc import Iterator

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
from tests.e2e.looking import THEMES, bring_axe, walk
from tests.e2e.signing_in import sign_in

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
EMPTY = ("/", "/findings/", "/reports/", "/reports/by-region/", "/runs/", "/accounts/")
OUTSIDE = ("/sign-in/login/", "/sign-in/password/reset/", "/sign-in/signup/")

Outline = tuple[str, str, float]


@pytest.fixture
def inside(page: Page) -> Page:
    """A page of a signed-in administrator."""
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


@pytest.mark.timeout(240)
def test_no_page_shuts_anybody_out(inside: Page) -> None:
    bring_axe(inside)

    assert walk(inside, paths(estate(now()))) == []


def test_no_page_shuts_anybody_out_who_has_not_signed_in(page: Page) -> None:
    bring_axe(page)

    assert walk(page, OUTSIDE) == []


def test_empty_pages_are_accessible_too(inside: Page) -> None:
    bring_axe(inside)
    found = walk(inside, EMPTY)

    assert not Account.objects.exists()
    assert found == []


def test_the_keyboard_shows_where_it_is(inside: Page) -> None:
    estate(now())
    unseen = []
    for theme in THEMES:
        inside.emulate_media(color_scheme=theme)
        inside.goto("/findings/")
        unseen += [(theme, *outline) for outline in outlines(inside) if not is_seen(outline)]

    assert unseen == []


def outlines(page: Page) -> Iterator[Outline]:
    """Where the keyboard stops: the element, and its outline's style and width."""
    for _ in range(25):
        page.keyboard.press("Tab")
        element, style, width = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.outerHTML.slice(0, 80), s.outlineStyle,"
            " parseFloat(s.outlineWidth)]; }"
        )
        yield element, style, width


def is_seen(outline: Outline) -> bool:
    """Whether the outline is broad enough."""
    _, style, width = outline
    return style != "none" and width >= 2


def test_the_first_stop_of_the_keyboard_skips_the_navigation(inside: Page) -> None:
    for theme in THEMES:
        inside.emulate_media(color_scheme=theme)
        inside.goto("/findings/")
        inside.keyboard.press("Tab")
        inside.keyboard.press("Enter")

        assert inside.evaluate("document.activeElement.id") == "main"


def test_the_admin_keeps_to_the_content_policy(inside: Page) -> None:
    grant = factories.grant(factories.user("auditor"))
    for theme in THEMES:
        inside.emulate_media(color_scheme=theme)
        for path in (
            "/admin/",
            "/admin/artifact/user/",
            "/admin/artifact/user/add/",
            "/admin/artifact/grant/",
            f"/admin/artifact/grant/{grant.pk}/change/",
        ):
            inside.goto(path)

        assert inside.get_by_label("Framework").is_visible()
