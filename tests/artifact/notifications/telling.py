"""Rows that tests of notifications start from."""

from datetime import UTC, datetime, timedelta
from typing import Any

from artifact.library.models import Report, ReportVersion
from artifact.notifications.add_webhook import add_webhook
from artifact.notifications.deliver import Outside
from artifact.notifications.models import Delivery, MailAddress, Subscription, Webhook
from artifact.notifications.send_due import send_due
from artifact.notifications.subscribe import Wish, subscribe
from artifact.notifications.take_in import take_in
from artifact.users.models import Customer, User
from compliance.ledger.append import append
from compliance.ledger.seal import seal
from tests.artifact import factories

LEASE_SECONDS = 60
OUTSIDE = Outside("https://artifact.example.com", allow_loopback=True)
Channel = Delivery.Channel


def instant() -> datetime:
    """The time now: leases and signatures are of the real clock."""
    return datetime.now(UTC)


def customer(**given: Any) -> Customer:
    """A company that is subscribed."""
    return factories.customer("Example Ltd", **{"is_subscribed": True, **given})


def reader(**given: Any) -> User:
    """A customer's person who sees every report."""
    person = factories.user("customer", customer=customer(), **given)
    factories.grant(person)
    return person


def report(**given: Any) -> Report:
    """A report of every account and region."""
    made = factories.series(factories.Scope([factories.account()]))
    Report.objects.filter(pk=made.pk).update(**given)
    made.refresh_from_db()
    return made


def publish(of: Report, **details: Any) -> ReportVersion:
    """A version that is published, with its entry sealed."""
    of.versions.update(publication=ReportVersion.Publication.SUPERSEDED)
    version = factories.version(of)
    happen("report.published", f"report-version:{version.pk}", **details)
    return version


def happen(action: str, subject: str, **details: Any) -> None:
    """An entry of the ledger, sealed."""
    append(actor="manager", action=action, subject=subject, details=details, at=instant())
    seal(now=instant())


def address(of: User, text: str = "team@example.com") -> MailAddress:
    """A proven address."""
    return MailAddress.objects.create(
        user=of, address=text, created_at=instant(), asked_at=instant(), proven_at=instant()
    )


def webhook(of: User, url: str) -> tuple[Webhook, str]:
    """A webhook with its secret."""
    added = add_webhook(of, url, description="", allow_loopback=True, now=instant())
    return added.webhook, added.secret


def subscription(of: User, **wish: Any) -> Subscription:
    """What a person wants to hear of, made a moment ago."""
    return subscribe(of, Wish(**wish), now=instant() - timedelta(minutes=1))


def told() -> int:
    """How many entries are told of now."""
    return take_in(now=instant())


def send() -> list[str]:
    """Tell and send all that is due now."""
    return list(send_due(clock=instant, lease_seconds=LEASE_SECONDS, outside=OUTSIDE))


def titles(of: User, channel: str = Channel.INBOX) -> list[str]:
    """What a person was told, in its order."""
    found = Delivery.objects.filter(user=of, channel=channel).order_by("pk")
    return list(found.values_list("notice__title", flat=True))
