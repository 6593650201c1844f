"""Where things are told: addresses that were proven, webhooks that may be called."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from artifact.notifications.add_address import AddressRefused, add_address
from artifact.notifications.add_webhook import WebhookRefused, add_webhook
from artifact.notifications.models import MailAddress
from artifact.notifications.proof import ProofInvalid, proof_path
from artifact.notifications.prove_address import prove_address
from artifact.notifications.remove_address import remove_address
from artifact.notifications.remove_webhook import remove_webhook
from artifact.notifications.subscribe import SubscriptionRefused, Wish, subscribe
from compliance.ledger.models import Entry
from tests.artifact import factories
from tests.artifact.notifications.telling import (
    address,
    instant,
    publish,
    reader,
    report,
    send,
    subscription,
    webhook,
)

pytestmark = pytest.mark.django_db


def test_an_address_is_proven_by_the_link_and_by_nothing_before() -> None:
    person = reader()
    added = add_address(person, " Team@Example.com ", now=instant()).address
    assert added.address == "team@example.com"
    subscription(person, addresses=[added], to_inbox=False)
    publish(report())
    send()

    (letter,) = mail.outbox
    link = r"https://artifact\.example\.com(/notifications/addresses/prove/\S+)"
    found = re.search(link, str(letter.body))
    assert found
    client = Client()
    page = client.get(found[1])
    assert "team@example.com" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    added.refresh_from_db()
    assert added.proven_at is None, "a mail filter that opens links proves nothing"

    assert "Confirmed" in client.post(found[1], {"yes": "1"}).content.decode()
    assert "Confirmed" in client.post(found[1], {"yes": "1"}).content.decode()
    assert Entry.objects.filter(action="mail-address.proven").count() == 1
    publish(report(title="Later"))
    send()
    assert [one.subject for one in mail.outbox[1:]] == ["Later: version 1 is published"]


def test_a_link_that_was_made_up_or_outlived_its_address_proves_nothing() -> None:
    person = reader()
    added = add_address(person, "team@example.com", now=instant()).address
    path = proof_path(added)
    remove_address(added, actor="x", now=instant())
    again = add_address(person, "team@example.com", now=instant()).address

    for token in (path.rsplit("/", 1)[1], "made:up", ""):
        with pytest.raises(ProofInvalid):
            prove_address(token, now=instant())
    assert Client().get(path).status_code == 403
    again.refresh_from_db()
    assert again.proven_at is None


def test_an_old_link_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    added = add_address(reader(), "team@example.com", now=instant()).address
    monkeypatch.setattr("artifact.notifications.proof.LIFETIME", timedelta(seconds=-1))
    answer = Client().get(proof_path(added))
    assert answer.status_code == 403
    assert "Ask for a new one" in answer.content.decode()


def test_nobody_is_buried_in_links() -> None:
    person = reader()
    begun = instant()
    add_address(person, "victim@example.com", now=begun)
    with pytest.raises(AddressRefused, match="a moment ago"):
        add_address(person, "VICTIM@example.com", now=begun + timedelta(minutes=9))
    add_address(person, "victim@example.com", now=begun + timedelta(minutes=11))
    assert MailAddress.objects.count() == 1
    for number in range(9):
        add_address(person, f"n{number}@example.com", now=begun)
    with pytest.raises(AddressRefused, match="10 are the most"):
        add_address(person, "one-more@example.com", now=begun)


def test_removing_an_address_does_not_send_its_link_again_and_again() -> None:
    person = reader()
    for _ in range(20):
        added = add_address(person, "victim@example.com", now=instant()).address
        remove_address(added, actor="x", now=instant())
    with pytest.raises(AddressRefused, match="tomorrow"):
        add_address(person, "victim@example.com", now=instant())


@pytest.mark.parametrize("text", ["", "nobody", "a@b", "a@example.com\nBcc: b@example.com"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused):
        add_address(reader(), text, now=instant())


@pytest.mark.parametrize("url", ["http://example.com/", "https://u:p@example.com", "x" * 501])
def test_a_webhook_that_is_not_called_is_refused(url: str) -> None:
    with pytest.raises(WebhookRefused):
        add_webhook(reader(), url, description="", allow_loopback=False, now=instant())


def test_nobody_subscribes_at_anothers_places() -> None:
    person, other = reader(), reader()
    theirs = address(other)
    hook, _ = webhook(other, "https://example.com/")
    for wish in (
        Wish(addresses=[theirs]),
        Wish(webhooks=[hook]),
        Wish(to_inbox=False),
        Wish(kinds=["webhook.disabled"]),
        Wish(framework="no-such"),
    ):
        with pytest.raises(SubscriptionRefused):
            subscribe(person, wish, now=instant())
    assert not person.subscriptions.exists()


def test_nobody_who_is_switched_off_sets_anything_up() -> None:
    person = factories.user("customer", is_active=False)
    with pytest.raises(SubscriptionRefused):
        subscribe(person, Wish(), now=instant())
    with pytest.raises(AddressRefused):
        add_address(person, "a@example.com", now=instant())
    with pytest.raises(WebhookRefused):
        add_webhook(
            person, "https://example.com", description="", allow_loopback=False, now=instant()
        )


def test_a_removed_webhook_has_no_secret_any_more() -> None:
    person = reader()
    hook, _ = webhook(person, "https://example.com/")
    made = subscription(person, webhooks=[hook])
    remove_webhook(hook, actor="x", now=instant())
    remove_webhook(hook, actor="x", now=instant())

    hook.refresh_from_db()
    assert (hook.encrypted_secret, hook.encrypted_former_secret) == ("", "")
    assert not made.webhooks.exists()
    assert Entry.objects.filter(action="webhook.removed").count() == 1
