"""What happened in an account, of a kind, up to an instant."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from django.db.models import Count, QuerySet
from django.db.models.functions import Collate

from artifact.engagements.definition import Frame
from artifact.engagements.line import Line
from artifact.engagements.readings import Tie, stamp
from artifact.engagements.scope import occurrences_of
from compliance.collectors.eventhistory import lookups_of
from compliance.collectors.occurrence import Kind
from compliance.evidence.activity import ActivityFilter, Period, coverage, places
from compliance.models import Account, Occurrence

PIECE = 2000


def occurrence_lines(frame: Frame, account: Account) -> tuple[Iterable[Line], list[Tie]]:
    """The lines in the order of region and event, from the period's beginning to the instant."""
    found = occurrences_of(frame.engagement).filter(
        account=account,
        at__lte=frame.definition.as_of,
        kinds__contains=[frame.definition.subject],
    )
    if frame.definition.regions:
        found = found.filter(region__in=frame.definition.regions)
    return _lines(frame, account, found), list(_ties(frame, account, found))


def _lines(frame: Frame, account: Account, found: QuerySet[Occurrence]) -> Iterator[Line]:
    rows = found.order_by(Collate("region", "C"), Collate("event_id", "C")).select_related(
        "snapshot"
    )
    for one in rows.defer("snapshot__receipt").iterator(chunk_size=PIECE):
        attributes = {
            "at": stamp(one.at),
            "name": one.name,
            "kinds": one.kinds,
            "who": one.who,
            "source": one.source,
            "resources": one.resources,
            "mfa": one.mfa,
            "error": one.error,
            "call": one.call,
        }
        yield Line(
            account=account.account_id,
            region=one.region,
            name=one.event_id,
            type=frame.definition.subject,
            attributes=attributes,
            snapshot=one.snapshot_id,
            sha256=one.snapshot.blob_id,
        )


def _ties(frame: Frame, account: Account, found: QuerySet[Occurrence]) -> Iterator[Tie]:
    kind = Kind(frame.definition.subject)
    begin = datetime.combine(frame.engagement.period_start, time.min, UTC)
    period = Period(begin, frame.definition.as_of.replace(microsecond=0))
    wanted = ActivityFilter(period, [account], kinds=[kind])
    counted = dict(found.order_by().values_list("region").annotate(number=Count("pk")))
    among = [one for one in places(wanted, [account]) if frame.wants(one.region)]
    for one in coverage(wanted, among):
        region = one.place.region
        number = counted.pop(region, 0)
        source = f"event history: {', '.join(lookups_of(kind))}"
        gaps = [
            f"Not read from {gap.begins_at:%Y-%m-%d %H:%M:%S} to {gap.ends_at:%Y-%m-%d %H:%M:%S}."
            for gap in one.unread
        ]
        yield Tie(account.account_id, region, source, "", number, number, gaps=gaps)
    for region, number in sorted(counted.items()):
        gap = "Nothing says that its event history was read wholly."
        yield Tie(account.account_id, region, "event history", "", number, number, gaps=[gap])
