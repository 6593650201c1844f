"""The interactive documentation, for people who have signed in; all of it is served here."""

import json
from functools import cache

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.api.document import document
from artifact.api.problems import KINDS
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action


@require_GET
@needs(Action.HOLD_TOKENS)
def operations(request: SignedInRequest) -> HttpResponse:
    """Every operation, to be read and tried out with a token."""
    return render(request, "api/operations.html")


@require_GET
@needs(Action.HOLD_TOKENS)
def openapi(_request: SignedInRequest) -> HttpResponse:
    """The OpenAPI document of this version of the service."""
    return HttpResponse(_openapi(), content_type="application/json")


@cache
def _openapi() -> bytes:
    """It is the same for as long as the process lives, and made of every operation's types."""
    return json.dumps(document()).encode()


@require_GET
@needs(Action.HOLD_TOKENS)
def problem(request: SignedInRequest, slug: str) -> HttpResponse:
    """What one kind of error means, and what to do."""
    kind = next((one for one in KINDS if one.slug == slug), None)
    if kind is None:
        raise Http404
    return render(request, "api/problem.html", {"kind": kind})
