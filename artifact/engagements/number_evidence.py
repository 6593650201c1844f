"""Give evidence the numbers by which the papers of an engagement name it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from artifact.engagements.access import locked
from artifact.engagements.models import Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.scope import snapshots_of
from compliance.ledger.append import append
from compliance.models import Snapshot

# So many are noted in one entry of the ledger, which stays readable.
AT_ONCE = 1000


def number_evidence(
    engagement: Engagement, snapshot_ids: Iterable[int], *, actor: str, now: datetime
) -> Mapping[int, NumberedEvidence]:
    """The numbered evidence by the snapshot's id, of those that the engagement opens.

    A snapshot that is shown for the first time takes the next number: among several the one that
    was read first. Whoever shows the same at the same instant waits, and gets the same numbers.
    """
    wanted = set(snapshot_ids)
    if not wanted:
        return {}
    opened = snapshots_of(engagement).filter(pk__in=wanted)
    new = set(opened.exclude(numbers__engagement=engagement).values_list("pk", flat=True))
    if new:
        _number(engagement, new, actor=actor, now=now)
    known = engagement.evidence.filter(snapshot__in=opened.values("pk"))
    return {one.snapshot_id: one for one in known}


def _number(engagement: Engagement, new: set[int], *, actor: str, now: datetime) -> None:
    with transaction.atomic():
        mine = locked(engagement)
        last = mine.evidence.aggregate(last=Max("number"))["last"] or 0
        # Once more, locked: somebody else may have numbered them meanwhile.
        owed = Snapshot.objects.filter(pk__in=new).exclude(numbers__engagement=mine)
        rows = [
            NumberedEvidence(
                engagement=mine,
                snapshot_id=pk,
                number=number,
                evidence_no=f"E-{mine.created_at:%Y}-{number:04d}",
                numbered_at=now,
                numbered_by=actor,
            )
            for number, pk in enumerate(_in_order(owed), start=last + 1)
        ]
        for some in _portions(rows):
            NumberedEvidence.objects.bulk_create(some)
            append(
                actor=actor,
                action="engagement.evidence-numbered",
                subject=mine.name_in_ledger,
                details={"numbers": {one.evidence_no: one.snapshot_id for one in some}},
                at=now,
            )


def _in_order(owed: QuerySet[Snapshot]) -> QuerySet[Snapshot, int]:
    by = ("ended_at", "account__account_id", "region", "collector", "pk")
    return owed.order_by(*by).values_list("pk", flat=True)


def _portions(rows: list[NumberedEvidence]) -> Iterator[list[NumberedEvidence]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
