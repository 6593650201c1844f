"""What the people of an engagement have read: both sides see the same list, from the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, StrIndex, Substr

from artifact.engagements.models import Engagement
from artifact.library.models import ReportVersion
from artifact.users.models import Grant
from artifact.users.visible import snapshots_covered_by
from compliance.models import Entry

EVIDENCE, REPORT, INDEX = "evidence.read", "report.downloaded", "engagement.index-exported"


@dataclass(frozen=True)
class Read:
    """One reading: who read what, when; `evidence_no` where the evidence has a number here."""

    entry: Entry
    what: str
    evidence_no: str = ""
    version_id: int | None = None


def reads(engagement: Engagement) -> QuerySet[Entry]:
    """The entries of its people's reading, the newest first.

    By every scope that the engagement ever had for them, so that none vanishes when it changes;
    what somebody reads by another engagement is not told here.
    """
    grants = _ever_given(engagement)
    snapshots = snapshots_covered_by(grants, happened_at=grants)
    versions = ReportVersion.objects.covered_by(grants)
    number = Cast(Substr("subject", StrIndex("subject", Value(":")) + 1), BigIntegerField())
    theirs = Q(pk__in=[])
    for auditor in engagement.auditors.select_related("user"):
        since = Q(actor=auditor.user.email, at__gte=auditor.added_at)
        theirs |= since & Q(at__lte=auditor.removed_at) if auditor.removed_at else since
    return (
        Entry.objects.annotate(
            number=Case(When(action__in=[EVIDENCE, REPORT], then=number), default=None)
        )
        .filter(
            Q(Exists(snapshots.filter(pk=OuterRef("number"))), action=EVIDENCE)
            | Q(Exists(versions.filter(pk=OuterRef("number"))), action=REPORT)
            | Q(action=INDEX, subject=engagement.name_in_ledger),
            theirs,
        )
        .order_by("-at", "-pk")
    )


def told(entries: Iterable[Entry], engagement: Engagement) -> list[Read]:
    """The entries of a page in words. Two queries, however many."""
    rows = list(entries)
    numbers = dict(
        engagement.evidence.filter(snapshot__in=_ids(rows, EVIDENCE)).values_list(
            "snapshot_id", "evidence_no"
        )
    )
    versions = ReportVersion.objects.select_related("report").in_bulk(_ids(rows, REPORT))
    return [_read(entry, numbers, versions) for entry in rows]


def _ever_given(engagement: Engagement) -> list[Grant]:
    return list(
        Grant.objects.filter(auditors__engagement=engagement)
        .distinct("framework", "account", "regions", "period_start", "period_end")
        .order_by("framework", "account", "regions", "period_start", "period_end")
    )


def _ids(rows: Sequence[Entry], action: str) -> list[int]:
    return [_number(one) for one in rows if one.action == action]


def _number(entry: Entry) -> int:
    return int(entry.subject.partition(":")[2])


def _read(entry: Entry, numbers: dict[int, str], versions: dict[int, ReportVersion]) -> Read:
    if entry.action == INDEX:
        return Read(entry, "The evidence index")
    if entry.action == REPORT:
        version = versions[_number(entry)]
        return Read(entry, str(version), version_id=version.pk)
    call = entry.details.get("call")
    what = f"Call {call}" if call else "Receipt and calls"
    return Read(entry, what, evidence_no=numbers.get(_number(entry), ""))
