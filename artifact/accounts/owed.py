"""Which organisations were listed anew, without that being taken over yet."""

from datetime import UTC, datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from compliance.models import Organization, Snapshot

NEVER_READ = datetime(1970, 1, 1, tzinfo=UTC)


def owed_organizations() -> list[int]:
    """Their keys; taking one over twice is harmless."""
    listed = Snapshot.objects.filter(
        account=OuterRef("source"), collector="organizations", ended_at__gt=OuterRef("seen_until")
    )
    known = Organization.objects.annotate(seen_until=Coalesce("read_at", NEVER_READ))
    return list(known.filter(Exists(listed)).values_list("pk", flat=True))
