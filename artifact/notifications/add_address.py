"""Add a mail address, and send the link that proves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from artifact.notifications.kinds import PROOF
from artifact.notifications.models import Delivery, MailAddress, Notice
from artifact.notifications.tell import to_mail
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.ledger.append import append

MOST_ADDRESSES = 10
# So that nobody fills another's mailbox with links.
ASK_AGAIN_AFTER = timedelta(minutes=10)
MOST_LINKS_A_DAY = 20


class AddressRefused(Exception):
    """No letter was sent; the message says what to do."""


@dataclass(frozen=True)
class AddedAddress:
    """An address, and the letter with its link, which is owed."""

    address: MailAddress
    delivery: Delivery


def add_address(user: User, address: str, *, now: datetime) -> AddedAddress:
    """The address, to which nothing but the link is sent until the link is opened.

    For an address that is there already and is not proven, the link is sent again.

    :raises AddressRefused: it is no address, there are too many, or the link was sent just now.
    """
    written = _written(user, address)
    with transaction.atomic():
        # The person's row is the lock: requests at once do not go past the limits.
        User.objects.select_for_update().get(pk=user.pk)
        known = user.mail_addresses.filter(address=written).first()
        _refuse(user, known, now)
        if known is None:
            known = MailAddress(user=user, address=written, created_at=now)
            _record(user, written, now)
        known.asked_at = now
        known.save()
        return AddedAddress(known, _owe_link(known, now))


def _written(user: User, address: str) -> str:
    if not may(user, Action.SUBSCRIBE):
        raise AddressRefused(f"{user} may not subscribe.")
    written = address.strip().lower()
    try:
        validate_email(written)
    except ValidationError as error:
        raise AddressRefused(f"'{address}' is no mail address.") from error
    return written


def _refuse(user: User, known: MailAddress | None, now: datetime) -> None:
    links = user.deliveries.filter(notice__kind=PROOF, created_at__gt=now - timedelta(days=1))
    if links.count() >= MOST_LINKS_A_DAY:
        raise AddressRefused("Enough links were sent today. Go on tomorrow.")
    if known is None:
        if user.mail_addresses.count() >= MOST_ADDRESSES:
            raise AddressRefused(f"{MOST_ADDRESSES} are the most. Remove one first.")
        return
    if known.proven_at:
        raise AddressRefused(f"{known} is proven already.")
    if now - known.asked_at < ASK_AGAIN_AFTER:
        raise AddressRefused("The link was sent a moment ago. Look into the mailbox first.")


def _record(user: User, address: str, now: datetime) -> None:
    append(
        actor=user.email,
        action="mail-address.added",
        subject=f"user:{user.pk}",
        details={"address": address},
        at=now,
    )


def _owe_link(address: MailAddress, now: datetime) -> Delivery:
    notice = Notice.objects.create(
        key=f"proof:{address.pk}:{now.isoformat()}",
        kind=PROOF,
        subject=f"mail-address:{address.pk}",
        title="Confirm your address for notifications",
        at=now,
    )
    delivery = to_mail(notice, address, now=now)
    delivery.save()
    return delivery
