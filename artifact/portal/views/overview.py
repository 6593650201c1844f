"""The first page: framework by region."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.library.models import ReportVersion
from artifact.portal.framework_by_region import framework_by_region
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.last_read import last_read
from artifact.users.visible import visible_findings
from compliance.models import Account


@require_GET
@login_not_required
def overview(request: HttpRequest) -> HttpResponseBase:
    """The first page; whoever has yet to sign in is led on from there to where they begin."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("landing"))
    return _overview(request)


@needs()
def _overview(request: SignedInRequest) -> HttpResponse:
    """How each framework stands in each region, for what the person may see; newest reports."""
    instant = now()
    regions, rows = framework_by_region(request.user, now=instant)
    read = last_read(
        visible_findings(request.user, now=instant).current(),
        now=instant,
        max_age=timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS),
    )
    versions = ReportVersion.objects.visible_to(request.user, now=instant).newest_first()
    return render(
        request,
        "portal/overview.html",
        {
            "regions": [(region, read.get(region)) for region in regions],
            "rows": rows,
            "versions": versions[:5],
            "has_accounts": request.user.is_inside and Account.objects.exists(),
            "max_age_hours": settings.EVIDENCE_MAX_AGE_HOURS,
        },
    )
