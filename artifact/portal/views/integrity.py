"""Whether what is kept is what was kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.ledger.standing import standing
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action


@require_GET
@needs(Action.READ_RUNS)
def integrity(request: SignedInRequest) -> HttpResponse:
    """Ledger, anchors, fixity checks, rules of retention and holds."""
    return render(request, "portal/integrity.html", {"now": standing()})
