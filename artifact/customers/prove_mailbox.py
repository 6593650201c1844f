"""Whoever asked for access shows that the mailbox is theirs."""

from datetime import datetime

from django.db import transaction

from artifact.customers.mail_domains import customer_of_domain, mail_domain
from artifact.customers.models import AccessRequest, Invitation
from artifact.customers.open_invitation import InvitationRefused, Invitee, open_invitation
from artifact.customers.token import hash_of
from artifact.users.models import Customer, User
from compliance.ledger.append import append


class LetterInvalid(Exception):
    """The address from the letter proves nothing (any more); the message says why."""


def prove_mailbox(token: str, *, now: datetime) -> str:
    """Where the address is of a customer's domain, the token of an invitation to accept at once.

    Anybody else's request waits for a manager, and the token is empty. So does that of a person
    who was switched off, whatever their domain.

    :raises LetterInvalid: it was made up, used, or its days are over.
    """
    with transaction.atomic():
        request = AccessRequest.objects.select_for_update(of=("self",)).filter(
            token_sha256=hash_of(token)
        )
        mine = _still_open(request.first(), now=now)
        if User.objects.filter(email=mine.email, is_active=True).exists():
            raise LetterInvalid("You have access already. Sign in.")
        invited = _as_member(mine, now=now)
        mine.proven_at = now
        mine.state = AccessRequest.State.MEMBER if invited else AccessRequest.State.WAITING
        mine.save()
        append(
            actor=mine.email,
            action="access.mailbox-proven",
            subject=f"access-request:{mine.pk}",
            details={"state": mine.state, "customer": _id(mine.customer)},
            at=now,
        )
    return invited


def unproven(token: str, *, now: datetime) -> AccessRequest:
    """The request that this token still proves.

    :raises LetterInvalid: as above.
    """
    return _still_open(AccessRequest.objects.filter(token_sha256=hash_of(token)).first(), now=now)


def _still_open(request: AccessRequest | None, *, now: datetime) -> AccessRequest:
    if request is None:
        raise LetterInvalid("There is no such address.")
    if request.state != AccessRequest.State.UNPROVEN:
        raise LetterInvalid("This address was used already. We will write to you.")
    if request.expires_at <= now:
        raise LetterInvalid("This address has expired. Ask for access again.")
    return request


def _as_member(request: AccessRequest, *, now: datetime) -> str:
    customer = customer_of_domain(mail_domain(request.email))
    if customer is None or _was_here(request.email):
        return ""
    who = Invitee(request.email, User.Role.CUSTOMER, customer, request.name)
    try:
        opened = open_invitation(who, actor=request.email, now=now)
    except InvitationRefused:
        # The customer was closed meanwhile: a manager decides, as of any stranger.
        return ""
    request.customer = customer
    return opened.token


def _was_here(email: str) -> bool:
    """Whether the person was switched off; who never came to accept an invitation was not."""
    person = User.objects.filter(email=email).first()
    return person is not None and not Invitation.objects.filter(user=person).waiting().exists()


def _id(customer: Customer | None) -> str:
    return customer.customer_id if customer else ""
