"""What is owed is sent: signed, retried, once, and never where it must not go."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from standardwebhooks.webhooks import WebhookVerificationError

from artifact.notifications.deliver import DISABLED_AFTER, MOST_ATTEMPTS, WAITS, deliver
from artifact.notifications.models import Attempt, Delivery, Notice, Webhook
from artifact.notifications.owed import owed_deliveries
from artifact.notifications.resume_webhook import resume_webhook
from artifact.notifications.rotate_secret import rotate_secret
from artifact.notifications.try_webhook import try_webhook
from artifact.users.subscribe_customer import subscribe_customer
from compliance.lease import claim
from compliance.ledger.models import Entry
from tests.artifact.notifications.receiver import Receiver
from tests.artifact.notifications.telling import (
    OUTSIDE,
    Channel,
    address,
    instant,
    publish,
    reader,
    report,
    send,
    subscription,
    titles,
    told,
    webhook,
)

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=1)
State = Delivery.State


def owed(receiver: Receiver) -> tuple[Delivery, str]:
    """A published report that a webhook is to be called about, and its secret."""
    person = reader()
    hook, secret = webhook(person, receiver.url)
    subscription(person, webhooks=[hook])
    publish(report(title="SOC 2"))
    told()
    return Delivery.objects.get(channel=Channel.WEBHOOK), secret


def attempt(delivery: Delivery, **later: Any) -> str | None:
    """One attempt, at a later time if one is given."""
    at = instant() + timedelta(**later)
    return deliver(delivery.pk, clock=lambda: at, lease=LEASE, outside=OUTSIDE)


def test_a_call_is_signed_as_standard_webhooks_says(receiver: Receiver) -> None:
    delivery, secret = owed(receiver)

    assert attempt(delivery) == State.DONE

    (call,) = receiver.received
    said = call.verified(secret)
    assert said["type"] == "report.published"
    assert said["data"]["title"] == "SOC 2: version 1 is published"
    assert said["data"]["version"] == 1
    assert said["data"]["url"].startswith("https://artifact.example.com/reports/versions/")
    assert call.path == "/hook?a=1"
    assert call.headers["webhook-id"] == f"msg_{delivery.message_id.hex}"
    with pytest.raises(WebhookVerificationError):
        call.verified("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = Attempt.objects.get()
    assert (made.status, made.error, made.answer) == (200, "", "thanks")


def test_the_secret_is_not_in_the_database(receiver: Receiver) -> None:
    _, secret = owed(receiver)
    kept = str(list(Webhook.objects.values())) + str(
        [bytes(one.body) for one in Entry.objects.all()]
    )
    assert secret.removeprefix("whsec_") not in kept


def test_what_was_delivered_is_not_sent_again(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)

    assert attempt(delivery) == State.DONE
    assert attempt(delivery) is None
    assert len(receiver.received) == 1


def test_a_failure_is_tried_again_later_and_later(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    receiver.statuses = [500] * (MOST_ATTEMPTS - 1)
    receiver.answer = b"Fehler \xff\0" + b"x" * 5000
    elapsed = timedelta()
    for wait in WAITS:
        assert attempt(delivery, seconds=elapsed.total_seconds()) == State.QUEUED
        delivery.refresh_from_db()
        until_next = delivery.next_at - instant() - elapsed
        assert wait * 0.75 <= until_next <= wait * 1.21
        assert attempt(delivery, seconds=elapsed.total_seconds()) is None
        elapsed += wait * 1.21

    assert attempt(delivery, seconds=elapsed.total_seconds()) == State.DONE
    assert len(set(receiver.ids)) == 1
    assert len({one.body for one in receiver.received}) == 1
    numbers = list(Attempt.objects.order_by("number").values_list("number", "status"))
    assert numbers == [*((number, 500) for number in range(1, 10)), (10, 200)]
    first = Attempt.objects.get(number=1)
    assert first.error == "It answered 500."
    assert first.answer.startswith("Fehler ")
    assert len(first.answer) < 501


def test_after_the_last_attempt_it_has_failed(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    Delivery.objects.update(attempt=MOST_ATTEMPTS - 1)
    receiver.statuses = [503]

    assert attempt(delivery) == State.FAILED
    assert attempt(delivery, days=30) is None


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, status: int) -> None:
    elsewhere = Receiver()
    try:
        delivery, _ = owed(receiver)
        receiver.statuses, receiver.location = [status], elsewhere.url
        assert attempt(delivery) == State.QUEUED
        assert elsewhere.received == []
    finally:
        elsewhere.end()
    assert Attempt.objects.get().status == status


def test_nobody_answering_is_a_failure_with_its_reason(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    Webhook.objects.update(url="http://127.0.0.1:9/")

    assert attempt(delivery) == State.QUEUED
    assert "ConnectionRefusedError" in Attempt.objects.get().error


def test_a_worker_that_died_leaves_the_message_to_another_with_the_same_id(
    receiver: Receiver,
) -> None:
    delivery, _ = owed(receiver)
    number = claim(Delivery.objects.all(), delivery.pk, lease=timedelta(0))
    assert number
    Attempt.objects.create(delivery=delivery, number=number, at=instant())

    assert owed_deliveries(now=instant(), hint_again_after=LEASE) == [delivery.pk]
    assert attempt(delivery) == State.DONE
    assert receiver.ids == [f"msg_{delivery.message_id.hex}"]
    assert [one.ended_at is None for one in Attempt.objects.order_by("number")] == [True, False]


def test_what_kills_every_worker_is_given_up(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    Delivery.objects.update(attempt=MOST_ATTEMPTS)

    assert attempt(delivery) == State.FAILED
    assert receiver.received == []


def test_one_that_is_held_is_left_alone(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    claim(Delivery.objects.all(), delivery.pk, lease=LEASE)

    assert attempt(delivery) is None
    assert owed_deliveries(now=instant(), hint_again_after=LEASE) == []
    assert receiver.received == []


def test_what_was_hinted_at_is_hinted_at_again_only_after_a_while(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)

    assert owed_deliveries(now=instant(), hint_again_after=LEASE) == [delivery.pk]
    assert owed_deliveries(now=instant(), hint_again_after=LEASE) == []
    assert owed_deliveries(now=instant(), hint_again_after=timedelta(0)) == [delivery.pk]


@pytest.mark.parametrize("change", ["revoked", "unsubscribed", "removed", "switched off"])
def test_what_must_not_be_told_any_more_is_not_sent(receiver: Receiver, change: str) -> None:
    delivery, _ = owed(receiver)
    person = delivery.user
    assert person.customer
    if change == "revoked":
        person.grants.update(revoked_at=instant())
    elif change == "unsubscribed":
        subscribe_customer(person.customer, is_subscribed=False, actor="x", now=instant())
    elif change == "removed":
        Webhook.objects.update(removed_at=instant())
    else:
        person.is_active = False
        person.save()

    assert attempt(delivery) == State.DROPPED
    assert receiver.received == []
    delivery.refresh_from_db()
    assert delivery.error


def test_during_a_rotation_both_secrets_verify_and_then_the_new_one_alone(
    receiver: Receiver,
) -> None:
    delivery, old = owed(receiver)
    new = rotate_secret(Webhook.objects.get(), actor="x", now=instant()).secret

    attempt(delivery)
    assert receiver.received[0].verified(old) == receiver.received[0].verified(new)

    Webhook.objects.update(former_until=instant())
    attempt(try_webhook(Webhook.objects.get(), now=instant()))
    assert receiver.received[1].verified(new)["type"] == "webhook.test"
    with pytest.raises(WebhookVerificationError):
        receiver.received[1].verified(old)


def test_after_days_of_failure_it_is_disabled_and_its_owner_is_told(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    place = address(delivery.user)
    receiver.statuses = [500, 500]
    attempt(delivery)
    hook = Webhook.objects.get()
    assert hook.failing_since
    Webhook.objects.update(failing_since=instant() - DISABLED_AFTER)
    attempt(delivery, hours=1)

    hook.refresh_from_db()
    assert hook.disabled_at
    assert hook.disabled_because == "Every call failed for 5 days."
    assert attempt(delivery, days=1) == State.DROPPED
    assert titles(delivery.user)[-1] == "Your webhook at 127.0.0.1 is disabled"
    Delivery.objects.filter(channel=Channel.MAIL).update(next_at=instant())
    send()
    assert [one.to for one in mail.outbox] == [[place.address]]
    assert Entry.objects.filter(action="webhook.disabled").count() == 1

    resume_webhook(hook, actor="x", now=instant())
    attempt(try_webhook(hook, now=instant()))
    assert Webhook.objects.filter(failing_since=None, disabled_at=None).exists()


def test_a_receiver_that_is_gone_is_not_called_again(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    receiver.statuses = [410]

    assert attempt(delivery) == State.FAILED
    assert Webhook.objects.get().disabled_because == "It answered that it is gone (410)."


def test_a_success_forgets_the_failures_before(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    receiver.statuses = [500]
    attempt(delivery)
    attempt(delivery, hours=1)
    assert Webhook.objects.get().failing_since is None


def test_mail_goes_to_each_proven_address() -> None:
    person = reader()
    places = [address(person, "a@example.com"), address(person, "b@example.com")]
    subscription(person, addresses=places, to_inbox=False)
    publish(report(title="SOC\n2"))
    send()
    send()

    assert sorted(one.to[0] for one in mail.outbox) == ["a@example.com", "b@example.com"]
    letter = mail.outbox[0]
    assert letter.subject == "SOC 2: version 1 is published"
    assert "https://artifact.example.com/reports/versions/" in letter.body
    assert "https://artifact.example.com/notifications/settings/" in letter.body
    identifier = Delivery.objects.get(address__address=letter.to[0]).message_id.hex
    assert letter.extra_headers["Message-ID"] == f"<{identifier}@artifact.example.com>"


def test_mail_that_the_server_refuses_is_tried_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    person = reader()
    subscription(person, addresses=[address(person)], to_inbox=False)
    publish(report())
    send()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt) == (State.QUEUED, 1)
    assert "ConnectionRefusedError" in delivery.error


def test_a_removed_address_is_not_written_to_any_more() -> None:
    person = reader()
    place = address(person)
    subscription(person, addresses=[place])
    publish(report())
    told()
    place.delete()
    send()

    assert mail.outbox == []
    assert Delivery.objects.get(channel=Channel.MAIL).state == State.DROPPED


def test_a_notice_is_told_once_to_each_place_whatever_the_program_does(receiver: Receiver) -> None:
    delivery, _ = owed(receiver)
    again = Delivery(
        notice=Notice.objects.get(),
        user=delivery.user,
        channel=Channel.WEBHOOK,
        target=delivery.target,
        created_at=instant(),
        next_at=instant(),
    )
    Delivery.objects.bulk_create([again], ignore_conflicts=True)
    assert Delivery.objects.filter(channel=Channel.WEBHOOK).count() == 1
