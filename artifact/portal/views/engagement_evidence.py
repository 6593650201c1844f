"""The evidence of an engagement by requirement and by control."""

from datetime import datetime

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.engagements.by_requirement import as_of, by_control, by_requirement
from artifact.engagements.evidence_below import Shown, in_order, relevant_findings, shown
from artifact.engagements.models import Engagement
from artifact.portal.comments import comments_on
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.gate import SignedInRequest
from artifact.portal.paged import paged
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.models import Finding


@require_GET
@at_desk()
def requirements(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Every requirement, how it stood at the end of the period, and what failed during it."""
    instant = now()
    return render_desk(
        request,
        "engagement_requirements",
        found,
        now=instant,
        rows=by_requirement(found, now=instant),
        as_of=as_of(found, now=instant),
    )


@require_GET
@at_desk()
def requirement(request: SignedInRequest, found: Engagement, requirement_id: str) -> HttpResponse:
    """One requirement: its controls, their findings in the period, and the evidence below."""
    instant = now()
    rows = {one.requirement.id: one for one in by_requirement(found, now=instant)}
    if requirement_id not in rows:
        raise Http404
    row = rows[requirement_id]
    page, findings = _page(request, found, [one.control_id for one in row.controls], instant)
    return render_desk(
        request,
        "engagement_requirement",
        found,
        now=instant,
        row=row,
        page=page,
        findings=findings,
        as_of=as_of(found, now=instant),
    )


@require_GET
@at_desk()
def controls(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Every control that the framework names."""
    instant = now()
    rows = by_control(found, now=instant).values()
    return render_desk(
        request,
        "engagement_controls",
        found,
        now=instant,
        rows=rows,
        as_of=as_of(found, now=instant),
    )


@require_GET
@at_desk()
def control(request: SignedInRequest, found: Engagement, control_id: str) -> HttpResponse:
    """One control: its findings in the period, and the evidence below."""
    instant = now()
    rows = by_control(found, now=instant)
    if control_id not in rows:
        raise Http404
    page, findings = _page(request, found, [control_id], instant)
    about = f"control:{control_id}"
    return render_desk(
        request,
        "engagement_control",
        found,
        now=instant,
        row=rows[control_id],
        page=page,
        findings=findings,
        requirements=_naming(found, control_id),
        as_of=as_of(found, now=instant),
        about=about,
        comments=comments_on(found, about),
    )


@require_GET
@at_desk()
def finding(request: SignedInRequest, found: Engagement, pk: int) -> HttpResponse:
    """One finding as this engagement sees it: its evidence by number, and what was said."""
    instant, about = now(), f"finding:{pk}"
    one = get_object_or_404(relevant_findings(found).select_related("account"), pk=pk)
    (row,) = shown([one], found, actor=request.user.email, now=instant)
    return render_desk(
        request,
        "engagement_finding",
        found,
        now=instant,
        one=row,
        control=CONTROLS.get(one.control),
        about=about,
        comments=comments_on(found, about),
    )


def _page(
    request: SignedInRequest, found: Engagement, control_ids: list[str], instant: datetime
) -> tuple[Page[Finding], list[Shown]]:
    findings = relevant_findings(found).filter(control__in=control_ids)
    page = paged(request, in_order(findings))
    return page, shown(page, found, actor=request.user.email, now=instant)


def _naming(found: Engagement, control_id: str) -> list[object]:
    named = frameworks()[found.framework].requirements
    return [one for one in named if any(each.id == control_id for each in one.controls)]
