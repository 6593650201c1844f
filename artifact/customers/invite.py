"""Invite a person."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from artifact.customers.mail_domains import mail_domain
from artifact.customers.models import Invitation
from artifact.customers.open_invitation import InvitationRefused, Invitee, open_invitation
from artifact.customers.write_mail import write_mail
from artifact.users.models import User


def invite(who: Invitee, *, actor: str, now: datetime) -> Invitation:
    """The invitation; its letter, with the only copy of the token, leaves with a worker.

    :raises InvitationRefused: they are in already, or their customer is closed or missing.
    """
    with transaction.atomic():
        opened = open_invitation(who, actor=actor, now=now)
        invitation = opened.invitation
        invitation.mail = write_mail(
            invitation.user.email,
            "invitation",
            subject="You are invited to read compliance reports",
            given={
                "path": reverse("invitation", args=[opened.token]),
                "invited_by": actor,
                "customer": who.customer,
                "expires_at": invitation.expires_at,
            },
            now=now,
        )
        invitation.save(update_fields=["mail"])
    return invitation


def invite_colleague(email: str, *, by: User, now: datetime) -> Invitation:
    """As above, by a customer's person, for an address of one of the customer's mail domains.

    Such an address could ask for access by itself, so nobody gets in who could not.

    :raises InvitationRefused: it is of another domain, or as above.
    """
    if by.customer is None or mail_domain(email) not in by.customer.domains:
        raise InvitationRefused("Only addresses of your company's mail domains can be invited.")
    return invite(Invitee(email, User.Role.CUSTOMER, by.customer), actor=by.email, now=now)
