"""The first page: framework by region."""

from django.http import HttpResponse
from django.shortcuts import render

from artifact.clock import now
from artifact.library.models import ReportVersion
from artifact.portal.gate import SignedInRequest
from artifact.users.visible import visible_findings
from compliance.assessments.standing import standing
from compliance.frameworks.catalogue import frameworks


def overview(request: SignedInRequest) -> HttpResponse:
    """Shares satisfied, for what the person may see, with the newest reports."""
    findings = visible_findings(request.user, now=now()).current()
    regions, rows = standing(findings, frameworks().values())
    versions = ReportVersion.objects.visible_to(request.user, now=now()).newest_first()
    return render(
        request,
        "portal/overview.html",
        {"regions": regions, "rows": rows, "versions": versions[:5]},
    )
