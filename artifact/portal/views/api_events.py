"""Calls over AWS's protocol: who asked for what, from where, and how it ended."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.awsapi.models import ApiEvent
from artifact.portal.api_events_form import ApiEventFilterForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action

PAGE_SIZE = 50


@require_GET
@needs(Action.TRACE_COPY)
def api_events(request: SignedInRequest) -> HttpResponse:
    """What matches the filters, the newest first."""
    form = ApiEventFilterForm(request.GET)
    # What is not understood finds nothing: everything would look like an answer.
    found = form.found() if form.is_valid() else ApiEvent.objects.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "portal/api_events.html",
        {
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "is_filtered": any(query.values()),
        },
    )
