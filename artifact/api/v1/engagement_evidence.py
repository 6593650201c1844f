"""The evidence of an engagement: by requirement and control, and under its numbers."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from ninja import Query
from pydantic import BaseModel, Field

from artifact.api.call import ApiRequest
from artifact.api.desk import ENGAGEMENT, at_desk
from artifact.api.given import AccountId, Listing, Shown, Word
from artifact.api.paging import Listed, page, page_of
from artifact.api.problems import not_found
from artifact.api.resource import Page, Read, Resource
from artifact.api.v1.assessments import Status as RequirementStatus
from artifact.api.v1.findings import FindingOut, Status
from artifact.engagements.by_requirement import (
    ControlStanding,
    RequirementStanding,
    by_control,
    by_requirement,
)
from artifact.engagements.evidence_below import below, relevant_findings
from artifact.engagements.evidence_index import visible_numbers
from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.resting_evidence import resting_evidence
from artifact.users.policy import Action
from compliance.frameworks.catalogue import frameworks

router = Resource()
READ = Read(Action.READ_ENGAGEMENTS)


class RequirementBelow(BaseModel):
    """A requirement as of the end of the period or now. `failed_in_period` counts findings."""

    id: str
    title: str
    status: RequirementStatus
    reason: str
    controls: list[str]
    failed_in_period: int

    @classmethod
    def of(cls, one: RequirementStanding) -> "RequirementBelow":
        """As it stands."""
        return cls(
            id=one.requirement.id,
            title=one.requirement.title,
            status=one.status.value,
            reason=one.reason,
            controls=[each.control_id for each in one.controls],
            failed_in_period=one.failed_in_period,
        )


class ControlBelow(BaseModel):
    """A control: how many resources had which status then, and the worst; null: none judged."""

    id: str
    status: Status | None
    counts: dict[str, int]
    failed_in_period: int

    @classmethod
    def of(cls, one: ControlStanding) -> "ControlBelow":
        """As it stands."""
        return cls(
            id=one.control_id,
            status=one.status.value if one.status else None,
            counts={str(name): number for name, number in sorted(one.counts.items())},
            failed_in_period=one.failed_in_period,
        )


class FindingBelow(FindingOut):
    """A finding of the period with the snapshots that it rests on, and their numbers here.

    `last_read` is the last reading within the period that confirmed it; `evidence` are the
    numbers of `snapshot` and `last_read`.
    """

    last_read: int | None
    evidence: list[str]

    @classmethod
    def below(cls, row: Any) -> "FindingBelow":
        """Before its evidence is numbered."""
        return cls(**FindingOut.of(row).model_dump(), last_read=None, evidence=[])


class EvidenceOut(BaseModel):
    """A snapshot under its number in this engagement, which is never given again.

    `references` are the auditors' own numbers of it.
    """

    evidence_no: str
    snapshot: int
    references: list[str]
    account: str
    region: str
    collector: str
    started_at: datetime
    ended_at: datetime
    is_complete: bool
    sha256: str
    receipt_sha256: str
    size_bytes: int

    @classmethod
    def of(cls, row: NumberedEvidence) -> "EvidenceOut":
        """As it is numbered."""
        kept = row.snapshot
        same = ("region", "collector", "started_at", "ended_at", "is_complete", "receipt_sha256")
        return cls(
            evidence_no=row.evidence_no,
            snapshot=kept.pk,
            references=row.references,
            account=kept.account.account_id,
            sha256=kept.blob_id,
            size_bytes=kept.blob.size_bytes,
            **{name: getattr(kept, name) for name in same},
        )


class FindingsAsked(Listing):
    """Which findings of the period."""

    account: list[AccountId] = []
    region: list[Word] = []
    control: list[Word] = []
    requirement: Word | None = Field(None, description="Of the controls that it names.")
    status: list[Literal["pass", "fail", "not_applicable", "not_determined"]] = []


@router.read(f"{ENGAGEMENT}/requirements", Page[RequirementBelow], READ)
def list_engagement_requirements(
    request: ApiRequest, engagement: str, given: Query[Listing]
) -> Listed[RequirementBelow]:
    """Every requirement of the framework, held against the engagement's accounts and period."""
    rows = by_requirement(at_desk(request, engagement), now=request.call.at)
    of = RequirementBelow.of
    return page_of(request, given, rows, key=lambda one: one.requirement.id, show=of)


@router.read(f"{ENGAGEMENT}/controls", Page[ControlBelow], READ)
def list_engagement_controls(
    request: ApiRequest, engagement: str, given: Query[Listing]
) -> Listed[ControlBelow]:
    """Every control that the framework names, by its id."""
    rows = by_control(at_desk(request, engagement), now=request.call.at)
    ones = [rows[name] for name in sorted(rows)]
    return page_of(request, given, ones, key=lambda one: one.control_id, show=ControlBelow.of)


@router.read(f"{ENGAGEMENT}/findings", Page[FindingBelow], READ)
def list_engagement_findings(
    request: ApiRequest, engagement: str, given: Query[FindingsAsked]
) -> Listed[FindingBelow]:
    """The findings of the period with the numbers of the evidence below each.

    What is shown for the first time gets its number now.
    """
    found = at_desk(request, engagement)
    findings = relevant_findings(found)
    if given.requirement:
        findings = findings.filter(control__in=_named_by(found, given.requirement))
    names = {"account": "account__account_id"}
    for name in ("account", "region", "control", "status"):
        if values := getattr(given, name):
            findings = findings.filter(**{f"{names.get(name, name)}__in": values})
    rows = findings.select_related("account")
    listed = page(request, given, rows, by=["id"], show=FindingBelow.below)
    openers = {one.id: one.snapshot for one in listed.items}
    rests = below(openers, found, actor=request.call.owner.email, now=request.call.at)
    for one in listed.items:
        one.last_read = rests[one.id].last_read
        one.evidence = [each.evidence_no for each in rests[one.id].evidence]
    return listed


@router.read(f"{ENGAGEMENT}/evidence", Page[EvidenceOut], READ)
def list_engagement_evidence(
    request: ApiRequest, engagement: str, given: Query[Listing]
) -> Listed[EvidenceOut]:
    """The index of the evidence, by number.

    The first page numbers what findings of the period rest on and no page has shown yet.
    """
    found = at_desk(request, engagement)
    if given.cursor is None:
        resting = resting_evidence(found)
        number_evidence(found, resting, actor=request.call.owner.email, now=request.call.at)
    return page(request, given, _numbers(found), by=["number"], show=EvidenceOut.of)


@router.read(f"{ENGAGEMENT}/evidence/{{evidence_no}}", EvidenceOut, READ)
def get_engagement_evidence(
    request: ApiRequest, engagement: str, evidence_no: str, given: Query[Shown]
) -> EvidenceOut:
    """One piece of evidence by its number; its bytes are those of the snapshot."""
    del given
    found = _numbers(at_desk(request, engagement)).filter(evidence_no=evidence_no).first()
    if found is None:
        raise not_found()
    return EvidenceOut.of(found)


def _numbers(found: Any) -> QuerySet[NumberedEvidence]:
    return visible_numbers(found).in_order().select_related("snapshot__account", "snapshot__blob")


def _named_by(engagement: Engagement, requirement: str) -> list[str]:
    framework = frameworks().get(engagement.framework)
    named = framework.requirements if framework else ()
    return [each.id for one in named if one.id == requirement for each in one.controls]
