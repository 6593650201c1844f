"""Findings: what controls said of each resource, and since when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Q
from ninja import Query
from pydantic import BaseModel, Field

from artifact.api.call import ApiRequest
from artifact.api.given import AccountId, Instant, Listing, Severity, Shown, Word, past
from artifact.api.paging import Listed, page, start
from artifact.api.problems import not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action
from artifact.users.visible import visible_findings, visible_frameworks
from compliance.assessments.confirmed_by import confirmed_by
from compliance.assessments.models import FindingQuerySet
from compliance.assessments.search import FindingFilter, search
from compliance.controls.control import CONTROLS
from compliance.frameworks.framework import Framework
from compliance.models import Account, Finding

router = Resource()
Status = Literal["pass", "fail", "not_applicable", "not_determined"]


class FindingOut(BaseModel):
    """A span of time in which one control gave one resource the same outcome.

    `snapshot` is the evidence that opened it; `limits_of` the framework whose limits were used,
    null for the control's own. A span without `closed_at` holds still.
    """

    id: int
    account: str
    region: str
    service: str
    control: str
    control_version: int
    limits_of: str | None
    severity: Severity | None
    resource: str
    status: Status
    reason: str
    opened_at: datetime
    closed_at: datetime | None
    snapshot: int | None

    @classmethod
    def of(cls, row: Finding) -> "FindingOut":
        """As it was judged."""
        control = CONTROLS.get(row.control)
        return cls(
            id=row.pk,
            account=row.account.account_id,
            region=row.region,
            service=row.service,
            control=row.control,
            control_version=row.control_version,
            limits_of=row.limits_of or None,
            severity=control.severity.value if control else None,
            resource=row.resource,
            status=row.status,  # type: ignore[arg-type]  # one of the four, as the model says
            reason=row.reason,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            snapshot=row.opened_by_id,
        )


class RequirementRef(BaseModel):
    """A requirement that names the finding's control."""

    framework: str
    requirement: str


class FindingWhole(FindingOut):
    """A finding with the snapshot that confirmed it last, and the requirements it bears on."""

    confirmed_by: int | None
    requirements: list[RequirementRef]


class FindingListing(Listing):
    """Which findings. Without a `framework`, those by the controls' own limits."""

    framework: Word | None = None
    account: list[AccountId] = []
    region: list[Word] = []
    service: list[Word] = []
    control: list[Word] = []
    severity: list[Severity] = []
    status: list[Status] = []
    collector: list[Word] = Field([], description="Whose evidence the control judges.")
    resource: Word | None = Field(None, description="What the resource's name contains.")
    since: Instant | None = Field(None, description="Opened at this instant or later.")
    until: Instant | None = Field(None, description="Opened before this instant.")
    as_of: Instant | None = Field(
        None, description="What held at this instant. Without, what holds at the first page."
    )


@router.read("/findings", Page[FindingOut], Read(Action.READ_FINDINGS))
def list_findings(request: ApiRequest, given: Query[FindingListing]) -> Listed[FindingOut]:
    """The findings that you may see, in the order in which they were found.

    All pages speak of one instant, that of `as_of` or of the first page.
    """
    owner, now = request.call.owner, request.call.at
    begun = start(request, given).kept.get("as_of")
    as_of = past("as_of", given.as_of, now=now) or _instant(begun) or now
    framework = _framework(request, given.framework)
    visible = visible_findings(owner, now=now, framework=framework)
    rows = _wanted(given, framework, as_of) & visible
    # A search brings the evidence with it, of which a list shows the number alone.
    rows = rows.defer(None).select_related(None).select_related("account")
    kept = {"as_of": as_of.isoformat()}
    return page(request, given, rows, by=["id"], show=FindingOut.of, kept=kept)


@router.read("/findings/{int:finding}", FindingWhole, Read(Action.READ_FINDINGS))
def get_finding(request: ApiRequest, finding: int, given: Query[Shown]) -> FindingWhole:
    """One finding, whether it holds still or not."""
    del given
    found = _visible(request, finding)
    newest = confirmed_by(found)
    return FindingWhole(
        **FindingOut.of(found).model_dump(),
        confirmed_by=newest.pk if newest else None,
        requirements=_bearing_on(request, found.control),
    )


@router.read("/findings/{int:finding}/history", Page[FindingOut], Read(Action.READ_FINDINGS))
def list_finding_history(
    request: ApiRequest, finding: int, given: Query[Listing]
) -> Listed[FindingOut]:
    """Every span of the same control and resource, the newest first."""
    found = _visible(request, finding)
    same = ("account", "region", "control", "resource", "limits_of")
    visible = visible_findings(request.call.owner, now=request.call.at)
    rows = visible.filter(**{name: getattr(found, name) for name in same})
    rows = rows.select_related("account")
    return page(request, given, rows, by=["-id"], show=FindingOut.of)


def _wanted(
    given: FindingListing, framework: Framework | None, as_of: datetime
) -> FindingQuerySet:
    if given.framework and framework is None:
        return Finding.objects.all().none()
    found = search(
        FindingFilter(
            framework=framework,
            accounts=_accounts(given.account),
            regions=given.region,
            services=given.service,
            controls=given.control,
            statuses=given.status,
            resource=given.resource or "",
            as_of=as_of,
        )
    )
    opened = Q()
    if given.since:
        opened &= Q(opened_at__gte=given.since)
    if given.until:
        opened &= Q(opened_at__lt=given.until)
    if given.severity or given.collector:
        opened &= Q(control__in=_controls(given))
    return found.filter(opened)


def _controls(given: FindingListing) -> list[str]:
    """The controls of these severities that judge what these collectors read."""
    return [
        name
        for name, one in CONTROLS.items()
        if (not given.severity or one.severity in given.severity)
        and (not given.collector or set(one.needs) & set(given.collector))
    ]


def _framework(request: ApiRequest, framework_id: str | None) -> Framework | None:
    visible = visible_frameworks(request.call.owner, now=request.call.at)
    return next((one for one in visible if one.id == framework_id), None)


def _bearing_on(request: ApiRequest, control: str) -> list[RequirementRef]:
    return [
        RequirementRef(framework=framework.id, requirement=requirement.id)
        for framework in visible_frameworks(request.call.owner, now=request.call.at)
        for requirement in framework.requirements
        if any(one.id == control for one in requirement.controls)
    ]


def _visible(request: ApiRequest, pk: int) -> Finding:
    visible = visible_findings(request.call.owner, now=request.call.at)
    rows = visible.select_related("account", "opened_by").defer("opened_by__receipt")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _accounts(ids: Sequence[str]) -> list[Account] | None:
    return list(Account.objects.filter(account_id__in=ids)) if ids else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
