"""Bring a person into an engagement."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from artifact.customers.models import Mail
from artifact.customers.open_invitation import (
    InvitationRefused,
    Invitee,
    OpenInvitation,
    open_invitation,
)
from artifact.customers.write_mail import write_mail
from artifact.engagements.access import give_access, locked
from artifact.engagements.models import Auditor, Engagement
from artifact.users.models import User
from compliance.ledger.append import append


class AuditorRefused(Exception):
    """The person was not brought in; the message says what to do."""


@dataclass(frozen=True)
class Person:
    """Who looks; the name is for those who are not known yet."""

    email: str
    name: str = ""


def add_auditor(engagement: Engagement, person: Person, *, actor: str, now: datetime) -> Auditor:
    """The person in the engagement, with a letter on its way.

    Whoever is not known yet, or was switched off, is invited: the letter carries a token, once
    and for seven days. Without terms the grants are given here; with terms they are given when
    the person accepts them. Someone who was removed before accepts anew.

    :raises AuditorRefused: they are in it already, come from elsewhere, or it is closed.
    """
    with transaction.atomic():
        mine = locked(engagement)
        if mine.closed_at or mine.access_to <= now:
            raise AuditorRefused("This engagement has ended. Change its last day first.")
        invited = _invited(person, actor=actor, now=now)
        user = invited.invitation.user if invited else _known(person)
        auditor = _entered(mine, user, actor=actor, now=now)
        append(
            actor=actor,
            action="engagement.auditor-added",
            subject=mine.name_in_ledger,
            details={"email": user.email, "is_invited": invited is not None},
            at=now,
        )
        if auditor.is_ready:
            give_access(auditor, actor=actor, now=now)
        letter = _letter(mine, user, invited, actor=actor, now=now)
        if invited:
            invited.invitation.mail = letter
            invited.invitation.save(update_fields=["mail"])
    return auditor


def _known(person: Person) -> User:
    """The auditor with this address, whose row nobody switches off meanwhile."""
    email = person.email.strip().lower()
    user = User.objects.select_for_update(of=("self",)).get(email=email)
    if user.role != User.Role.AUDITOR:
        role = user.get_role_display().lower()
        raise AuditorRefused(f"{email} is here as {role}; auditors need an address of their own.")
    return user


def _invited(person: Person, *, actor: str, now: datetime) -> OpenInvitation | None:
    """An invitation for whoever cannot sign in yet; None for whoever can."""
    email = person.email.strip().lower()
    known = User.objects.filter(email=email).first()
    if known and (known.is_active or known.role != User.Role.AUDITOR):
        return None
    customer = known.customer if known else None
    who = Invitee(email, User.Role.AUDITOR, customer, person.name.strip())
    try:
        return open_invitation(who, actor=actor, now=now)
    except InvitationRefused as refusal:
        raise AuditorRefused(str(refusal)) from refusal


def _entered(engagement: Engagement, user: User, *, actor: str, now: datetime) -> Auditor:
    auditor = Auditor.objects.filter(engagement=engagement, user=user).first()
    if auditor is None:
        return Auditor.objects.create(
            engagement=engagement, user=user, added_at=now, added_by=actor
        )
    if auditor.removed_at is None:
        raise AuditorRefused(f"{user} is in this engagement already.")
    auditor.removed_at, auditor.acceptance = None, None
    auditor.added_by = actor
    auditor.save(update_fields=["removed_at", "acceptance", "added_by"])
    return auditor


def _letter(
    engagement: Engagement,
    user: User,
    invited: OpenInvitation | None,
    *,
    actor: str,
    now: datetime,
) -> Mail:
    address = (
        reverse("invitation", args=[invited.token])
        if invited
        else reverse("engagement", args=[engagement.engagement_id])
    )
    return write_mail(
        user.email,
        "engagement",
        subject=f"You are invited to the engagement {engagement.title}",
        given={
            "path": address,
            "engagement": engagement,
            "invited_by": actor,
            "expires_at": invited.invitation.expires_at if invited else None,
        },
        now=now,
    )
