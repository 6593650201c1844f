"""Redeem the address of one document: who made it must still be let in."""

from dataclasses import dataclass
from datetime import datetime

from artifact.access_keys.models import AccessKey
from artifact.agreements.models import Acceptance
from artifact.library.links import DOCUMENT, DOWNLOAD, Link, LinkInvalid, read_link
from artifact.users.caller import Caller, Channel
from artifact.users.models import User


class LinkRevoked(Exception):
    """Whoever made the address may no longer; the message says so."""


@dataclass(frozen=True)
class Opened:
    """What an address opens, and for whom."""

    link: Link
    caller: Caller
    acceptance: Acceptance | None


def open_link(
    token: str, *, is_document: bool, address: str | None, user_agent: str, now: datetime
) -> Opened:
    """What the address opens, looked at anew: the person, their customer and their key.

    :raises LinkInvalid: it was made up.
    :raises LinkExpired: its ten minutes are over.
    :raises LinkRevoked: the person, the customer or the key is out of use by now.
    """
    link = read_link(token, DOCUMENT if is_document else DOWNLOAD)
    user = User.objects.select_related("customer__parent").filter(pk=link.user_id).first()
    if user is None:
        raise LinkInvalid("There is no such address.")
    if not user.is_active or (user.customer and user.customer.is_closed):
        raise LinkRevoked("Your access was withdrawn.")
    keys = AccessKey.objects.in_force(now=now)
    if link.key_id and not keys.filter(key_id=link.key_id).exists():
        raise LinkRevoked("The access key with which this address was made is out of use.")
    given = Acceptance.objects.filter(user=user)
    acceptance = given.get(pk=link.acceptance_id) if link.acceptance_id else None
    caller = Caller(user, Channel(link.channel), address, user_agent)
    return Opened(link, caller, acceptance)
