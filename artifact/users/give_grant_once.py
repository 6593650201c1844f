"""Open something to somebody, unless the very same was opened before."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from artifact.users.give_grant import GrantRefused, give_grant
from artifact.users.models import Grant

# Any fixed number; it only must differ from the other advisory locks of this database.
GRANTS_LOCK = 4_210_004
# Two grants that agree in these open the same.
OPENED = (
    *("user", "customer", "is_for_every_customer", "framework", "category", "series"),
    *("account", "regions", "period_start", "period_end", "ends_at"),
)


def give_grant_once(grant: Grant, *, actor: str, now: datetime) -> Grant:
    """As `give_grant`. A second one would go on to hold when the first is revoked.

    :raises GrantRefused: as there, or it was given already.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GRANTS_LOCK])
        same = Grant.objects.filter(**{name: getattr(grant, name) for name in OPENED})
        held = same.filter(Q(ends_at=None) | Q(ends_at__gt=now), revoked_at=None).first()
        if held:
            since = f"{held.starts_at:%Y-%m-%d %H:%M}"
            raise GrantRefused({"__all__": [f"This very grant was given already, {since} UTC."]})
        return give_grant(grant, actor=actor, now=now)
