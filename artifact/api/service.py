"""The API itself: every module of `artifact.api.v1`, and how what they raise is answered."""

import logging
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from artifact.api import v1
from artifact.api.call import Call
from artifact.api.problems import (
    DAMAGED,
    DISPOSED,
    INTERNAL,
    INVALID,
    NOT_FOUND,
    TOO_LARGE,
    UNREADABLE,
    Kind,
    Problem,
    problem_response,
)
from compliance.evidence.read import ReceiptDamaged
from compliance.evidence.store import BlobDamaged, BlobDisposed

logger = logging.getLogger(__name__)
# HttpError is what ninja raises where the body is no JSON.
ANTICIPATED: dict[type[Exception], Kind] = {
    Http404: NOT_FOUND,
    BlobDisposed: DISPOSED,
    BlobDamaged: DAMAGED,
    ReceiptDamaged: DAMAGED,
    RequestDataTooBig: TOO_LARGE,
    HttpError: UNREADABLE,
}


def _made() -> NinjaAPI:
    """The API with the router of each module below `v1`: adding a resource is adding a file."""
    made = NinjaAPI(
        title="Artifact",
        version="1",
        description="Evidence, findings and reports, for auditors and programs: docs/rest-api.md.",
        docs_url=None,
        openapi_url=None,
        servers=[{"url": "/"}],
        urls_namespace="api-v1",
    )
    for module in sorted(one.name for one in iter_modules(v1.__path__)):
        made.add_router("", import_module(f"{v1.__name__}.{module}").router, tags=[_tag(module)])
    for exception in (Exception, Http404, HttpError, ValidationError):
        made.add_exception_handler(exception, refusal)
    return made


def refusal(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The problem that an error is to the caller."""
    call: Call = request.call  # type: ignore[attr-defined]  # set by the middleware
    instance = call.request_id.urn
    problem = _problem(error)
    if problem is None:
        logger.error("%s %s", instance, request.path_info, exc_info=True)
        problem = Problem(INTERNAL)
    return problem_response(problem, instance=instance)


def _problem(error: Exception | type[Exception]) -> Problem | None:
    """What the caller can do something about; None for what is the service's own fault."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return Problem(INVALID, errors=[_error(one) for one in error.errors])
    for exception, kind in ANTICIPATED.items():
        if isinstance(error, exception):
            return Problem(kind, str(error) if kind in {DAMAGED, DISPOSED} else "")
    return None


def _error(found: dict[str, Any]) -> dict[str, str]:
    source, *place = found["loc"]
    where = {"pointer": _pointer(place[1:])} if source == "body" else {"parameter": str(place[-1])}
    return {**where, "detail": found["msg"]}


def _pointer(place: Sequence[str | int]) -> str:
    """A JSON pointer into the body (RFC 6901), as a fragment."""
    parts = (str(one).replace("~", "~0").replace("/", "~1") for one in place)
    return "#" + "".join(f"/{one}" for one in parts)


def _tag(module: str) -> str:
    return module.replace("_", " ")


api = _made()
