"""Copies: whose one is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from artifact.clock import now
from artifact.library.trace_copy import NotACopyId, Traced, trace_copy
from artifact.portal.copies_form import TraceForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action


@require_http_methods(["GET", "POST"])
@needs(Action.TRACE_COPY)
def trace(request: SignedInRequest) -> HttpResponse:
    """Who took a copy that has turned up; each look-up is in the ledger."""
    form = TraceForm(request.POST, request.FILES) if request.method == "POST" else TraceForm()
    traced: Traced | None = None
    if form.is_valid():
        try:
            traced = trace_copy(form.sought(), actor=request.user.email, now=now())
        except NotACopyId as refusal:
            form.add_error("copy_id", str(refusal))
    return render(request, "portal/trace_copy.html", {"form": form, "traced": traced})
