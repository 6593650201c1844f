"""Write into the ledger what is changed about people and grants."""

from datetime import datetime

from artifact.users.models import Grant, User
from compliance.ledger.append import append


def record_person(person: User, *, actor: str, is_new: bool, now: datetime) -> None:
    """Note who made or changed the person, and what they may do since."""
    append(
        actor=actor,
        action="person.added" if is_new else "person.changed",
        subject=f"user:{person.pk}",
        details={
            "email": person.email,
            "role": person.role,
            "customer": person.customer.customer_id if person.customer else "",
            "is_active": person.is_active,
        },
        at=now,
    )


def record_grant(grant: Grant, *, actor: str, is_new: bool, now: datetime) -> None:
    """Note who gave or changed the grant, and what it opens since."""
    note_grant(grant, "grant.given" if is_new else "grant.changed", actor=actor, now=now)


def note_grant(grant: Grant, action: str, *, actor: str, now: datetime) -> None:
    """Note what happened to the grant, and what it opens since."""
    append(
        actor=actor,
        action=action,
        subject=f"grant:{grant.pk}",
        details={
            "email": grant.user.email if grant.user else "",
            "customer": grant.customer.customer_id if grant.customer else "",
            "is_for_every_customer": grant.is_for_every_customer,
            "framework": grant.framework,
            "category": grant.category,
            "series": grant.series,
            "account": grant.account.account_id if grant.account else "",
            "regions": grant.regions,
            "period_start": grant.period_start.isoformat() if grant.period_start else "",
            "period_end": grant.period_end.isoformat() if grant.period_end else "",
            "starts_at": grant.starts_at.isoformat(),
            "ends_at": grant.ends_at.isoformat() if grant.ends_at else "",
            "revoked_at": grant.revoked_at.isoformat() if grant.revoked_at else "",
        },
        at=now,
    )
