"""The auditor's work as JSON, as it stands in the package of workpapers."""

from typing import Any

from artifact.engagements.conclusions import Conclusion
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.models import Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.readings import stamp
from artifact.engagements.requests import Attachment, AuditRequest, Comment


def engagement_facts(one: Engagement) -> dict[str, Any]:
    """What the engagement is of."""
    accounts = one.accounts.order_by("account_id").values_list("account_id", flat=True)
    return {
        "engagement": one.engagement_id,
        "title": one.title,
        "firm": one.firm,
        "framework": one.framework,
        "accounts": list(accounts),
        "regions": one.regions,
        "period_start": one.period_start.isoformat(),
        "period_end": one.period_end.isoformat(),
    }


def population_facts(one: FrozenPopulation) -> dict[str, Any]:
    """How a population is defined, and how it ties to its source."""
    return {
        "population": one.population_id,
        "title": one.title,
        "kind": one.kind,
        "subject": one.subject,
        "accounts": one.accounts,
        "regions": one.regions,
        "statuses": one.statuses,
        "as_of": stamp(one.as_of),
        "count": one.count,
        "sha256": one.content_id,
        "state": one.state,
        "reconciliation": one.reconciliation,
        "frozen_at": stamp(one.frozen_at),
        "frozen_by": one.frozen_by,
    }


def sample_facts(one: Sample) -> dict[str, Any]:
    """Why and by whom a sample was drawn; what was drawn stands in its own file."""
    return {
        "sample": one.sample_id,
        "population": one.population.population_id,
        "sha256": one.content_id,
        "rationale": one.rationale,
        "frequency": one.frequency,
        "risk": one.risk,
        "asked": one.asked,
        "drawn": one.drawn,
        "drawn_at": stamp(one.drawn_at),
        "drawn_by": one.drawn_by,
    }


def request_facts(
    one: AuditRequest, files: dict[int, str], names: EvidenceNames
) -> dict[str, Any]:
    """A request with its log; `files` are those of its attachments in the package."""
    return {
        "number": one.number,
        "title": one.title,
        "description": one.description,
        "references": one.references,
        "owner": one.owner,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "period_start": one.period_start.isoformat() if one.period_start else None,
        "period_end": one.period_end.isoformat() if one.period_end else None,
        "state": one.state,
        "sample": one.sample.sample_id if one.sample else None,
        "events": [
            {
                "kind": event.kind,
                "text": event.text,
                "at": stamp(event.at),
                "by": event.by,
                "handed_in": [
                    _attachment(thing, files, names) for thing in event.attachments.all()
                ],
            }
            for event in one.events.all()
        ],
    }


def comment_facts(one: Comment) -> dict[str, Any]:
    """What somebody said of something."""
    return {
        "about": one.about,
        "text": one.text,
        "at": stamp(one.at),
        "by": one.by,
        "side": "auditor" if one.is_from_auditor else "audited",
    }


def conclusion_facts(one: Conclusion, names: EvidenceNames) -> dict[str, Any]:
    """One version of a conclusion."""
    return {
        "control": one.control,
        "number": one.number,
        "verdict": one.verdict,
        "text": one.text,
        "samples": one.samples,
        "evidence": names.name_all(one.evidence),
        "is_shared": one.is_shared,
        "at": stamp(one.at),
        "by": one.by,
    }


def evidence_facts(one: NumberedEvidence) -> dict[str, Any]:
    """What stands behind a number; frozen lists name the same evidence by its `snapshot`."""
    return {
        "evidence": one.evidence_no,
        "snapshot": one.snapshot_id,
        "sha256": one.snapshot.blob_id,
        "receipt_sha256": one.snapshot.receipt_sha256,
        "collector": one.snapshot.collector,
        "account": one.snapshot.account.account_id,
        "region": one.snapshot.region,
        "read_at": stamp(one.snapshot.ended_at),
        "references": one.references,
    }


def _attachment(one: Attachment, files: dict[int, str], names: EvidenceNames) -> dict[str, Any]:
    if one.content_id:
        return {"file": files[one.pk], "filename": one.filename, "sha256": one.content_id}
    if one.snapshot:
        (name,) = names.name_all([one.snapshot.pk])
        return {"evidence": name, "sha256": one.snapshot.blob_id}
    return {"report": str(one.version)}
