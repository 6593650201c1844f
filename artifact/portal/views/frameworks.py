"""Frameworks: what AWS itself proves for one."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.inherited import inherited as inherited_support
from artifact.users.policy import Action
from artifact.users.visible import visible_frameworks


@require_GET
@needs(Action.READ_FINDINGS)
def inherited(request: SignedInRequest, framework_id: str) -> HttpResponse:
    """The requirements that AWS's own reports and the agreements with it support."""
    instant = now()
    visible = {one.id: one for one in visible_frameworks(request.user, now=instant)}
    if framework_id not in visible:
        raise Http404
    framework = visible[framework_id]
    max_age = timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS)
    rows = inherited_support(request.user, framework, now=instant, max_age=max_age)
    return render(
        request,
        "portal/inherited.html",
        {
            "framework": framework,
            "rows": rows,
            "max_age_hours": settings.EVIDENCE_MAX_AGE_HOURS,
        },
    )
