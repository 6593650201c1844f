"""The index of an engagement's evidence: every number with what stands behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from artifact.engagements.evidence_below import end_of_period, relevant_findings
from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.engagements.numbered import NumberedEvidence, NumberedEvidenceQuerySet
from artifact.engagements.scope import snapshots_of
from compliance.collectors.collector import COLLECTORS
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append
from compliance.models import Snapshot

COLUMNS = (
    "evidence_no",
    "auditor_references",
    "kind",
    "account_id",
    "account",
    "region",
    "collector",
    "read_from",
    "read_to",
    "is_complete",
    "sha256",
    "receipt_sha256",
    "size_bytes",
    "controls",
    "requirements",
    "numbered_at",
)


@dataclass(frozen=True)
class Named:
    """What a collector's evidence is for in a framework."""

    controls: str
    requirements: str


def evidence_index(
    engagement: Engagement, *, actor: str, now: datetime
) -> Iterator[Mapping[str, str | int]]:
    """The rows of the index by number; that it was taken is in the ledger before the first.

    What no page has shown yet is numbered first: the evidence that opened a finding within the
    period, and the last reading of each collector and place.
    """
    number_evidence(engagement, _resting(engagement), actor=actor, now=now)
    rows = visible_numbers(engagement).in_order().select_related("snapshot__blob")
    with transaction.atomic():
        append(
            actor=actor,
            action="engagement.index-exported",
            subject=engagement.name_in_ledger,
            details={"rows": rows.count()},
            at=now,
        )
    names = _names(engagement)
    return (_row(one, names) for one in rows.iterator(chunk_size=1000))


def visible_numbers(engagement: Engagement) -> NumberedEvidenceQuerySet:
    """The numbered evidence that its scope opens today; a number stays when the scope shrinks."""
    numbers = NumberedEvidence.objects.filter(engagement=engagement)
    return numbers.filter(snapshot__in=snapshots_of(engagement).values("pk"))


def _resting(engagement: Engagement) -> set[int]:
    openers = Snapshot.objects.filter(
        pk__in=relevant_findings(engagement).order_by().values("opened_by")
    )
    newest = Snapshot.objects.filter(
        account=OuterRef("account"),
        region=OuterRef("region"),
        collector=OuterRef("collector"),
        ended_at__lt=end_of_period(engagement),
    ).order_by("-ended_at", "-pk")
    places = openers.order_by().values("account", "region", "collector").distinct()
    last = places.annotate(last=Subquery(newest.values("pk")[:1])).values_list("last", flat=True)
    return {pk for pk in (*openers.values_list("pk", flat=True), *last) if pk is not None}


def _names(engagement: Engagement) -> dict[str, Named]:
    framework = frameworks().get(engagement.framework)
    found: dict[str, Named] = {}
    if framework is None:
        return found
    for collector in COLLECTORS:
        controls = [
            name
            for name in sorted(framework.control_ids)
            if name in CONTROLS and collector in CONTROLS[name].needs
        ]
        asked = [
            one.id
            for one in framework.requirements
            if {each.id for each in one.controls} & set(controls)
        ]
        found[collector] = Named(" ".join(controls), " ".join(asked))
    return found


def _row(one: NumberedEvidence, names: Mapping[str, Named]) -> Mapping[str, str | int]:
    snapshot = one.snapshot
    collector = COLLECTORS.get(snapshot.collector)
    named = names.get(snapshot.collector, Named("", ""))
    return {
        "evidence_no": one.evidence_no,
        "auditor_references": "; ".join(one.references),
        "kind": "occurrence" if collector and collector.windowed else "configuration",
        "account_id": snapshot.account.account_id,
        "account": snapshot.account.name,
        "region": snapshot.region,
        "collector": snapshot.collector,
        "read_from": snapshot.started_at.isoformat(),
        "read_to": snapshot.ended_at.isoformat(),
        "is_complete": "yes" if snapshot.is_complete else "no",
        "sha256": snapshot.blob_id,
        "receipt_sha256": snapshot.receipt_sha256,
        "size_bytes": snapshot.blob.size_bytes,
        "controls": named.controls,
        "requirements": named.requirements,
        "numbered_at": one.numbered_at.isoformat(),
    }
