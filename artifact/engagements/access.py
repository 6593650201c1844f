"""The grants by which an engagement opens itself to a person: given and taken back."""

from datetime import datetime

from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.scope import grants_of
from artifact.users.give_grant import give_grant
from artifact.users.revoke_grant import revoke_grant


def give_access(auditor: Auditor, *, actor: str, now: datetime) -> None:
    """Grant the person what the engagement opens, from the start of access to its end.

    Within the caller's transaction, which holds the engagement's row.
    """
    for grant in grants_of(auditor.engagement):
        grant.user = auditor.user
        auditor.grants.add(give_grant(grant, actor=actor, now=now))


def take_access(auditor: Auditor, *, actor: str, now: datetime) -> None:
    """Revoke what the engagement granted to the person; from the next request on it is shut."""
    for grant in auditor.grants.filter(revoked_at=None).order_by("pk"):
        revoke_grant(grant, actor=actor, now=now)


def locked(engagement: Engagement) -> Engagement:
    """The engagement's row as it is now, which nobody else changes before the transaction ends."""
    return Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
