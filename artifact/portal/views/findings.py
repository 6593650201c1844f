"""Findings: the list with its filters, and one with its history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.portal.forms import FindingFilterForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action
from artifact.users.visible import visible_findings, visible_frameworks
from compliance.assessments.confirmed_by import confirmed_by
from compliance.assessments.search import search
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import inheriting, naming

PAGE_SIZE = 50


@require_GET
@needs(Action.READ_FINDINGS)
def findings(request: SignedInRequest) -> HttpResponse:
    """The findings that match the filters and that the person may see."""
    instant = now()
    visible = visible_findings(request.user, now=instant)
    of = visible_frameworks(request.user, now=instant)
    form = FindingFilterForm(request.GET, among=visible, of=of)
    # What is not understood finds nothing: everything would look like an answer.
    found = (search(form.wanted()) & visible).worst_first() if form.is_valid() else visible.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "portal/findings.html",
        {
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "controls": CONTROLS,
            "is_filtered": any(query.values()),
        },
    )


@require_GET
@needs(Action.READ_FINDINGS)
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One finding: why, since when, what it was before, and the evidence below it."""
    visible = visible_findings(request.user, now=now())
    found = get_object_or_404(
        visible.select_related("account", "opened_by").defer("opened_by__receipt"), pk=pk
    )
    history = visible.filter(
        account=found.account,
        region=found.region,
        control=found.control,
        resource=found.resource,
        limits_of=found.limits_of,
    ).order_by("-opened_at")
    return render(
        request,
        "portal/finding.html",
        {
            "finding": found,
            "confirmed": confirmed_by(found),
            "control": CONTROLS.get(found.control),
            "history": history[:100],
            "requirements": naming(found.control),
            "supported": inheriting(found.control),
        },
    )
