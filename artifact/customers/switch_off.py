"""Put a person out, at every door."""

from datetime import datetime

from artifact.access_keys.models import AccessKey
from artifact.access_keys.revoke import revoke
from artifact.customers.models import Invitation
from artifact.tokens.models import ApiToken
from artifact.tokens.revoke import revoke as revoke_token
from artifact.users.models import User
from artifact.users.record import record_person


def switch_off(person: User, *, actor: str, now: datetime) -> None:
    """Session, keys, tokens, links and invitation hold no more, from the next request on.

    Within the caller's transaction, which has locked the person's row. What they took and
    accepted stays.
    """
    person.is_active = False
    person.save(update_fields=["is_active"])
    for key in AccessKey.objects.filter(user=person, revoked_at=None):
        revoke(key, actor=actor, now=now)
    for token in ApiToken.objects.filter(user=person, revoked_at=None):
        revoke_token(token, actor=actor, now=now)
    Invitation.objects.filter(user=person).waiting().update(withdrawn_at=now)
    record_person(person, actor=actor, is_new=False, now=now)
