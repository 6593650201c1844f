"""A person who is not in yet, with a token to come in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from artifact.customers.models import Invitation
from artifact.customers.token import hash_of, new_token
from artifact.users.models import Customer, User
from artifact.users.record import record_person
from compliance.ledger.append import append

LIFETIME = timedelta(days=7)


class InvitationRefused(Exception):
    """Nobody was invited; the message says what to do."""


@dataclass(frozen=True)
class Invitee:
    """Who is invited, and as what."""

    email: str
    role: str = User.Role.CUSTOMER
    customer: Customer | None = None
    name: str = ""


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation with its token, which is sent and then forgotten."""

    invitation: Invitation
    token: str = field(repr=False)


def open_invitation(who: Invitee, *, actor: str, now: datetime) -> OpenInvitation:
    """The person's row, which lets nobody in yet, and an invitation in place of earlier ones.

    Within the caller's transaction.

    :raises InvitationRefused: they are in already, or their customer is closed or missing.
    """
    customer = _locked(who)
    person = _person(who, customer, actor=actor, now=now)
    Invitation.objects.filter(user=person).waiting().update(withdrawn_at=now)
    token = new_token()
    invitation = Invitation.objects.create(
        user=person,
        token_sha256=hash_of(token),
        invited_by=actor,
        invited_at=now,
        expires_at=now + LIFETIME,
    )
    append(
        actor=actor,
        action="person.invited",
        subject=f"user:{person.pk}",
        details={
            "email": person.email,
            "role": person.role,
            "customer": customer.customer_id if customer else "",
            "expires_at": invitation.expires_at.isoformat(),
        },
        at=now,
    )
    return OpenInvitation(invitation, token)


def _locked(who: Invitee) -> Customer | None:
    """The customer, whose closing waits for us or we for it."""
    if who.role not in {User.Role.CUSTOMER, User.Role.AUDITOR}:
        raise InvitationRefused("Customers and auditors are invited; others are made inside.")
    if who.customer is None:
        if who.role == User.Role.CUSTOMER:
            raise InvitationRefused("Say to which customer the person belongs.")
        return None
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=who.customer.pk)
    if customer.is_closed:
        raise InvitationRefused(f"{customer} is closed.")
    return customer


def _person(who: Invitee, customer: Customer | None, *, actor: str, now: datetime) -> User:
    """A new person who cannot sign in, or one who was switched off and may come back."""
    email = who.email.strip().lower()
    person = User.objects.select_for_update(of=("self",)).filter(email=email).first()
    is_new = person is None
    if person is None:
        person = User(email=email, is_active=False)
        person.set_unusable_password()
    elif person.is_active:
        raise InvitationRefused(f"{email} has access already.")
    elif person.is_inside:
        raise InvitationRefused(f"{email} belongs to your own company.")
    person.role, person.customer = who.role, customer
    person.name = who.name or person.name
    try:
        person.full_clean()
    except ValidationError as error:
        raise InvitationRefused(" ".join(error.messages)) from error
    person.save()
    record_person(person, actor=actor, is_new=is_new, now=now)
    return person
