"""Runs: what is being read, and how far it has come."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action
from compliance.evidence.statement import statement
from compliance.models import Collection, Snapshot

PAGE_SIZE = 50


@require_GET
@needs(Action.READ_RUNS)
def runs(request: SignedInRequest) -> HttpResponse:
    """Every collection, the newest first."""
    page = Paginator(Collection.objects.newest_first(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "portal/runs.html", {"page": page})


@require_GET
@needs(Action.READ_RUNS)
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """One collection; htmx asks for its progress alone, again and again until it has ended."""
    collection = get_object_or_404(Collection.objects.select_related("account"), pk=pk)
    snapshots = Snapshot.objects.filter(unit__collection=collection).defer("receipt")
    is_owed = not collection.evaluated_at and collection.state != Collection.State.FAILED
    context = {
        "run": collection,
        "is_moving": collection.is_open or is_owed,
        "units": collection.units.order_by("region"),
        "coverage": statement(collection),
        "gaps": snapshots.filter(is_complete=False).order_by("region", "collector"),
    }
    part = "portal/run_progress.html" if request.htmx else "portal/run.html"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, part, context)
