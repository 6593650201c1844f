"""Assessments: a framework held against what was found, as of an instant."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from ninja import Query
from pydantic import BaseModel, Field

from artifact.api.call import ApiRequest
from artifact.api.given import AccountId, Instant, Shown, Word, past
from artifact.api.resource import Read, Resource
from artifact.api.v1.frameworks import visible_framework
from artifact.users.policy import Action
from artifact.users.visible import visible_accounts, visible_findings, visible_places
from compliance.assessments.hold import Held, ReadPlace, hold, read_places
from compliance.collectors.resource import GLOBAL
from compliance.evidence.activity import Place

router = Resource()
Status = Literal[
    "satisfied", "not_satisfied", "not_determined", "needs_evidence", "not_applicable"
]


class HeldOut(BaseModel):
    """One requirement, with the worst status of each control that it names."""

    requirement: str
    title: str
    status: Status
    reason: str
    controls: dict[str, str]

    @classmethod
    def of(cls, one: Held) -> "HeldOut":
        """As it stands."""
        return cls(
            requirement=one.requirement.id,
            title=one.requirement.title,
            status=one.status.value,
            reason=one.reason,
            controls={name: status.value for name, status in one.controls.items()},
        )


class PlaceOut(BaseModel):
    """An account and region in scope. What was `stale` or `never_read` is not determined."""

    account: str
    region: str
    state: Literal["read", "stale", "never_read"]
    last_read_at: datetime | None


class AssessmentOut(BaseModel):
    """A framework held against the accounts and regions that you may see."""

    framework: str
    framework_digest: str
    as_of: datetime
    counts: dict[str, int]
    places: list[PlaceOut]
    requirements: list[HeldOut]


class AssessmentAsked(Shown):
    """Against what the framework is held, and as of when."""

    account: list[AccountId] = []
    region: list[Word] = []
    as_of: Instant | None = Field(None, description="Without, now.")


@router.read("/assessments/{framework}", AssessmentOut, Read(Action.READ_FINDINGS))
def get_assessment(
    request: ApiRequest, framework: str, given: Query[AssessmentAsked]
) -> AssessmentOut:
    """The framework held against what you may see, requirement by requirement.

    Findings of a whole account count in each of its regions. A report says more: it is signed,
    and shows the evidence.
    """
    owner, now = request.call.owner, request.call.at
    found = visible_framework(request, framework)
    as_of = past("as_of", given.as_of, now=now) or now
    oldest = as_of - timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS)
    places = _places(request, given, as_of)
    findings = visible_findings(owner, now=now, framework=found).as_of(as_of)
    findings = findings.filter(account__in={one.account for one in places})
    if given.region:
        findings = findings.filter(region__in=[*given.region, GLOBAL])
    held = hold(found, findings, places, oldest=oldest)
    return AssessmentOut(
        framework=found.id,
        framework_digest=found.digest,
        as_of=as_of,
        counts=dict(sorted(Counter(one.status.value for one in held).items())),
        places=[_place(one, oldest) for one in places],
        requirements=[HeldOut.of(one) for one in held],
    )


def _places(request: ApiRequest, given: AssessmentAsked, as_of: datetime) -> list[ReadPlace]:
    """What is asked for, as far as the caller may see it; whole accounts' facts are theirs too."""
    owner, now = request.call.owner, request.call.at
    accounts = visible_accounts(owner, now=now).order_by("account_id")
    if given.account:
        accounts = accounts.filter(account_id__in=given.account)
    read = read_places(list(accounts), regions=given.region, as_of=as_of)
    visible = visible_places(owner, [Place(one.account, one.region) for one in read], now=now)
    seen = {(one.account.pk, one.region) for one in visible}
    return [one for one in read if one.region == GLOBAL or (one.account.pk, one.region) in seen]


def _place(one: ReadPlace, oldest: datetime) -> PlaceOut:
    state: Literal["read", "stale", "never_read"] = "read"
    if one.last is None or one.last < oldest:
        state = "stale" if one.last else "never_read"
    return PlaceOut(
        account=one.account.account_id, region=one.region, state=state, last_read_at=one.last
    )
