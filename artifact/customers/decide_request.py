"""A manager lets somebody in who asked, or does not."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.customers.ask_for_access import SUBJECT
from artifact.customers.invite import invite
from artifact.customers.models import AccessRequest
from artifact.customers.open_invitation import Invitee
from artifact.customers.write_mail import write_mail
from artifact.users.give_grant_once import give_grant_once
from artifact.users.models import Customer, Grant, User
from compliance.ledger.append import append


class NotWaiting(Exception):
    """Nothing is left to decide; the message says so."""


@dataclass(frozen=True)
class Approval:
    """Into which customer, and what of the person's own is granted, if anything.

    `grant` is not saved yet, and names nobody.
    """

    customer: Customer
    grant: Grant | None = None


def approve_request(
    request: AccessRequest, approval: Approval, *, actor: str, now: datetime
) -> None:
    """Invite the person into the customer, with their grant; the letter tells them.

    :raises NotWaiting: it was decided before, or its mailbox was never proven.
    :raises InvitationRefused: they are in already, or the customer is closed.
    :raises GrantRefused: the grant is not as it should be.
    """
    with transaction.atomic():
        mine = _waiting(request)
        who = Invitee(mine.email, User.Role.CUSTOMER, approval.customer, mine.name)
        invitation = invite(who, actor=actor, now=now)
        if approval.grant:
            approval.grant.user = invitation.user
            give_grant_once(approval.grant, actor=actor, now=now)
        mine.customer = approval.customer
        _decide(mine, AccessRequest.State.APPROVED, actor=actor, now=now)


def refuse_request(request: AccessRequest, *, reason: str, actor: str, now: datetime) -> None:
    """Tell the person why not.

    :raises NotWaiting: as above.
    """
    with transaction.atomic():
        mine = _waiting(request)
        mine.reason = reason.strip()
        _decide(mine, AccessRequest.State.REFUSED, actor=actor, now=now)
        given = {"name": mine.name, "reason": mine.reason}
        write_mail(mine.email, "access_refused", subject=SUBJECT, given=given, now=now)


def _waiting(request: AccessRequest) -> AccessRequest:
    mine = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if mine.state != AccessRequest.State.WAITING:
        raise NotWaiting(f"This request is not waiting: {mine.get_state_display().lower()}.")
    return mine


def _decide(mine: AccessRequest, state: str, *, actor: str, now: datetime) -> None:
    mine.state, mine.decided_at, mine.decided_by = state, now, actor
    mine.save()
    append(
        actor=actor,
        action=f"access.{state}",
        subject=f"access-request:{mine.pk}",
        details={
            "email": mine.email,
            "customer": mine.customer.customer_id if mine.customer else "",
            "reason": mine.reason,
        },
        at=now,
    )
