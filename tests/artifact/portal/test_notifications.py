"""Notifications in the portal: the inbox, the settings, and what was sent."""

import html
import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from artifact.notifications.models import Attempt, Delivery, MailAddress, Subscription, Webhook
from artifact.tasks import deliver_notice, tell_news
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.notifications.conftest import receiver
from tests.artifact.notifications.receiver import Receiver
from tests.artifact.notifications.telling import (
    address,
    instant,
    publish,
    reader,
    report,
    subscription,
    told,
    webhook,
)
from tests.artifact.portal.test_queries import queries

__all__ = ["receiver"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> None:
    """Webhooks may lead to this machine."""
    settings.WEBHOOKS_TO_LOOPBACK = True


def add_webhook(client: Client, url: str) -> str:
    """The secret of a webhook, as its page shows it once."""
    page = client.post("/notifications/webhooks/add/", {"url": url, "description": "Ticketing"})
    found = re.search(r"whsec_[^<]+", html.unescape(page.content.decode()))
    assert found
    return found[0]


def test_from_the_form_to_the_inbox(as_: SignIn) -> None:
    person = reader()
    client = as_(person)
    assert "Subscribe" in client.get("/notifications/").content.decode()
    assert 'class="count"' not in client.get("/reports/").content.decode()
    answer = client.post("/notifications/subscriptions/add/", {"to_inbox": "on"})
    assert answer.headers["Location"] == "/notifications/settings/"

    version = publish(report(title="SOC 2"))
    told()

    assert '<span class="count">1<' in client.get("/reports/").content.decode()
    assert "SOC 2: version 1 is published" in client.get("/notifications/").content.decode()
    message = Delivery.objects.get()
    answer = client.get(f"/notifications/{message.pk}/")
    assert answer.headers["Location"] == f"/reports/versions/{version.pk}/"
    assert 'class="count"' not in client.get("/reports/").content.decode()


def test_all_is_marked_as_read_and_only_ones_own(as_: SignIn) -> None:
    person, other = reader(), reader()
    for one in (person, other):
        subscription(one)
    publish(report())
    publish(report())
    told()
    as_(person).post("/notifications/read/")

    unread = Delivery.objects.filter(read_at=None)
    assert {one.user for one in unread} == {other}
    assert as_(person).get(f"/notifications/{unread[0].pk}/").status_code == 404


def test_a_webhook_is_added_tried_and_its_log_read(as_: SignIn, receiver: Receiver) -> None:
    client = as_(reader())
    secret = add_webhook(client, receiver.url)
    hook = Webhook.objects.get()
    page = client.get(f"/notifications/webhooks/{hook.pk}/").content.decode()
    assert secret not in page
    assert "Nothing was sent yet" in page

    receiver.answer = b"<b>took it</b>"
    client.post(f"/notifications/webhooks/{hook.pk}/test/")
    deliver_notice(delivery_id=Delivery.objects.get().pk)

    assert receiver.received[0].verified(secret)["type"] == "webhook.test"
    page = client.get(f"/notifications/webhooks/{hook.pk}/").content.decode()
    assert "<strong>200</strong>" in page
    assert "&lt;b&gt;took it&lt;/b&gt;" in page
    rotated = client.post(f"/notifications/webhooks/{hook.pk}/rotate/").content.decode()
    assert "whsec_" in rotated
    assert secret not in html.unescape(rotated)


def test_a_webhook_at_a_private_address_is_called_nowhere(
    as_: SignIn, receiver: Receiver, settings: Any
) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = False
    client = as_(reader())
    page = client.post("/notifications/webhooks/add/", {"url": receiver.url})
    assert "Only https is called." in page.content.decode()
    client.post("/notifications/webhooks/add/", {"url": receiver.url.replace("http:", "https:")})
    client.post(f"/notifications/webhooks/{Webhook.objects.get().pk}/test/")
    deliver_notice(delivery_id=Delivery.objects.get().pk)

    assert "is no public address" in Attempt.objects.get().error
    assert receiver.received == []


def test_the_tasks_take_it_from_the_ledger_to_the_receiver(
    as_: SignIn, receiver: Receiver
) -> None:
    person = reader()
    client = as_(person)
    secret = add_webhook(client, receiver.url)
    client.post(
        "/notifications/subscriptions/add/",
        {"kinds": ["report.published"], "webhooks": [Webhook.objects.get().pk]},
    )
    publish(report(title="SOC 2"))
    tell_news()
    deliver_notice(delivery_id=Delivery.objects.get().pk)
    deliver_notice(delivery_id=Delivery.objects.get().pk)

    (call,) = receiver.received
    assert call.verified(secret)["data"]["title"] == "SOC 2: version 1 is published"


def test_an_address_is_added_and_its_link_sent_again_later_only(as_: SignIn) -> None:
    client = as_(reader())
    client.post("/notifications/addresses/add/", {"address": "team@example.com"})
    page = client.post(
        "/notifications/addresses/add/", {"address": "team@example.com"}, follow=True
    )
    assert "a moment ago" in page.content.decode()
    page = client.post("/notifications/addresses/add/", {"address": "nobody"}, follow=True)
    assert "Write a whole mail address" in page.content.decode()
    deliver_notice(delivery_id=Delivery.objects.get().pk)
    assert [one.to for one in mail.outbox] == [["team@example.com"]]
    client.post(f"/notifications/addresses/{MailAddress.objects.get().pk}/remove/")
    assert not MailAddress.objects.exists()


def test_a_subscription_is_changed_and_ended(as_: SignIn) -> None:
    person = reader()
    report(category="SOC reports")
    mine = subscription(person, kinds=["report.published"])
    client = as_(person)
    path = f"/notifications/subscriptions/{mine.pk}/"
    assert "SOC reports" in client.get(path).content.decode()
    client.post(
        path, {"kinds": ["agreement.offered"], "category": "SOC reports", "to_inbox": "on"}
    )
    mine.refresh_from_db()
    assert (mine.kinds, mine.category) == (["agreement.offered"], "SOC reports")
    page = client.post(path, {"kinds": ["agreement.offered"]})
    assert "Say where to tell it" in page.content.decode()
    client.post(f"{path}end/")
    assert not Subscription.objects.exists()


def test_only_what_the_person_sees_is_offered_to_narrow_by(as_: SignIn) -> None:
    person = reader()
    person.grants.update(series="SOC")
    report(series="SOC", category="Seen")
    report(series="Hidden", category="Unseen", regions=["us-gov-west-1"])
    page = as_(person).get("/notifications/subscriptions/add/").content.decode()

    assert "Seen" in page
    for hidden in ("Hidden", "Unseen", "us-gov-west-1"):
        assert hidden not in page


def test_nobody_opens_what_is_anothers(as_: SignIn) -> None:
    owner, stranger = reader(), as_("administrator")
    hook, _ = webhook(owner, "https://example.com/")
    place = address(owner)
    mine = subscription(owner)
    for path in (
        f"/notifications/webhooks/{hook.pk}/test/",
        f"/notifications/webhooks/{hook.pk}/rotate/",
        f"/notifications/webhooks/{hook.pk}/resume/",
        f"/notifications/webhooks/{hook.pk}/remove/",
        f"/notifications/addresses/{place.pk}/remove/",
        f"/notifications/subscriptions/{mine.pk}/",
        f"/notifications/subscriptions/{mine.pk}/end/",
    ):
        assert stranger.post(path).status_code == 404
    assert stranger.get(f"/notifications/webhooks/{hook.pk}/").status_code == 404
    other = stranger.post(
        "/notifications/subscriptions/add/", {"addresses": [place.pk], "webhooks": [hook.pk]}
    )
    assert other.status_code == 200
    assert not Delivery.objects.exists()


def test_who_is_not_subscribed_is_told_so(as_: SignIn) -> None:
    person = reader()
    assert person.customer
    person.customer.is_subscribed = False
    person.customer.save()
    page = as_(person).get("/notifications/settings/").content.decode()
    assert "Example Ltd is not subscribed to e-mail and webhooks" in page


def test_managers_see_what_was_sent_to_whom(as_: SignIn, receiver: Receiver) -> None:
    person = reader()
    hook, _ = webhook(person, receiver.url)
    subscription(person, webhooks=[hook])
    publish(report(title="SOC 2"))
    told()
    receiver.statuses = [500]
    deliver_notice(delivery_id=Delivery.objects.get(channel="webhook").pk)

    page = as_("compliance_manager").get("/notifications/deliveries/").content.decode()
    for words in ("SOC 2: version 1 is published", person.email, "It answered 500."):
        assert words in page


@pytest.mark.parametrize(
    "path",
    ["", "settings/", "deliveries/", "webhooks/{webhook}/"],
)
def test_pages_take_a_constant_number_of_queries(as_: SignIn, path: str) -> None:
    manager = factories.user("compliance_manager")
    hook, _ = webhook(manager, "https://example.com/")
    full = f"/notifications/{path}".format(webhook=hook.pk)
    client = as_(manager)

    def more(number: int) -> None:
        place = address(manager, f"n{number}@example.com")
        webhook(manager, f"https://example.com/{number}")
        subscription(manager, webhooks=[hook], addresses=[place])
        publish(report())
        told()
        for one in Delivery.objects.filter(channel="webhook"):
            Attempt.objects.get_or_create(delivery=one, number=1, defaults={"at": instant()})

    more(0)
    few = queries(client, full)
    for number in range(1, 5):
        more(number)
    assert queries(client, full) == few
    assert few <= 12


def test_the_dry_run_shows_and_sends_nothing(receiver: Receiver, capsys: Any) -> None:
    person = reader()
    hook, _ = webhook(person, receiver.url)
    subscription(person, webhooks=[hook])
    publish(report(title="SOC 2"))

    for _ in range(2):
        call_command("notify", "--dry-run")
        said = capsys.readouterr().out
        assert "SOC 2: version 1 is published" in said
        assert receiver.url in said
    call_command("notify", "--dry-run", "--json")
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert not Delivery.objects.exists()
    assert receiver.received == []

    call_command("notify")
    assert "1 entries of the ledger were told" in capsys.readouterr().out
    assert len(receiver.received) == 1
    call_command("notify")
    assert len(receiver.received) == 1
