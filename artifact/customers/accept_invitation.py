"""An invited person comes in."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from artifact.customers.models import Invitation, InvitationQuerySet
from artifact.customers.token import hash_of
from artifact.users.models import Customer, User
from artifact.users.record import record_person
from compliance.ledger.append import append


class InvitationInvalid(Exception):
    """The invitation lets nobody in (any more); the message says why."""


class PasswordRefused(Exception):
    """The password is too weak; `reasons` say how."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def accept_invitation(token: str, *, name: str, password: str, now: datetime) -> User:
    """The person, who can sign in from now on; the token serves no second time.

    :raises InvitationInvalid: it was made up, used, withdrawn, or its days are over.
    :raises PasswordRefused: the password is too weak.
    """
    customer_id = invitation_of(token, now=now).user.customer_id
    with transaction.atomic():
        # The customer before the person, as where a customer is closed.
        if customer_id:
            Customer.objects.select_for_update().get(pk=customer_id)
        user_id = invitation_of(token, now=now).user_id
        person = User.objects.select_for_update(of=("self",)).get(pk=user_id)
        # Once more, locked: of two at once, or where it is withdrawn meanwhile, one is refused.
        invitation = _checked(_found(token).select_for_update(of=("self",)).first(), now=now)
        person.name, person.is_active = name.strip(), True
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise PasswordRefused(error.messages) from error
        person.set_password(password)
        person.full_clean()
        person.save()
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        append(
            actor=person.email,
            action="invitation.accepted",
            subject=f"user:{person.pk}",
            details={"name": person.name, "invited_by": invitation.invited_by},
            at=now,
        )
        record_person(person, actor=person.email, is_new=False, now=now)
    return person


def invitation_of(token: str, *, now: datetime) -> Invitation:
    """The invitation that can still be accepted with this token.

    :raises InvitationInvalid: as above.
    """
    return _checked(_found(token).first(), now=now)


def _found(token: str) -> InvitationQuerySet:
    sent = Invitation.objects.filter(token_sha256=hash_of(token))
    return sent.select_related("user__customer")


def _checked(found: Invitation | None, *, now: datetime) -> Invitation:
    if found is None:
        raise InvitationInvalid("There is no such invitation.")
    if found.accepted_at:
        raise InvitationInvalid("This invitation was used already. Sign in with your password.")
    if found.withdrawn_at:
        raise InvitationInvalid("This invitation was withdrawn. Ask who invited you.")
    if found.expires_at <= now:
        raise InvitationInvalid("This invitation has expired. Ask who invited you for a new one.")
    return found
