"""Errors as RFC 9457 has them: `application/problem+json`, each kind with its own address."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
# The same on every installation; each answers there what the kind means.
TYPES = "/api/problems/"


@dataclass(frozen=True)
class Kind:
    """What can be wrong. `slug` is the last part of its `type` and never changes."""

    slug: str
    status: int
    title: str
    meaning: str


UNREADABLE = Kind(
    "unreadable",
    400,
    "The body cannot be read",
    "It is not JSON in UTF-8. Send it as it is meant.",
)
UNAUTHENTICATED = Kind(
    "unauthenticated",
    401,
    "No token in force",
    "Send `Authorization: Bearer` and a token that has neither ended nor been revoked.",
)
HTTPS_REQUIRED = Kind(
    "https-required",
    403,
    "Over https only",
    "The token went over the line in the clear. Revoke it, and ask over https.",
)
SCOPE_MISSING = Kind(
    "scope-missing",
    403,
    "The token lacks a scope",
    "`scope` names it. Issue a token that has it.",
)
NOT_FOUND = Kind(
    "not-found",
    404,
    "There is no such thing",
    "It is not there, or it was not granted to the token's owner, or not to their role.",
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, "Another method is meant", "`Allow` names those that there are."
)
TERMS = Kind(
    "terms-not-accepted",
    403,
    "Terms have to be accepted first",
    "Read the terms beside it, and accept exactly these bytes.",
)
CONFLICT = Kind(
    "conflict", 409, "Not in this state", "`detail` says what stands in the way, and what to do."
)
IN_PROGRESS = Kind(
    "request-in-progress",
    409,
    "The same request is being answered",
    "Another request with this Idempotency-Key has not ended. Send it again a little later.",
)
DAMAGED = Kind(
    "evidence-damaged",
    409,
    "Stored bytes are not as they were kept",
    "What is altered or missing is named, never handed out. Tell whoever runs the service.",
)
DISPOSED = Kind(
    "evidence-disposed",
    410,
    "The bytes were deleted by a rule of retention",
    "The ledger certifies what was deleted, when and by which rule.",
)
TOO_LARGE = Kind("body-too-large", 413, "The body is too large", "No operation takes so much.")
MEDIA_TYPE_UNSUPPORTED = Kind(
    "unsupported-media-type", 415, "Another media type is meant", "Send `application/json`."
)
RANGE_UNSATISFIABLE = Kind(
    "range-not-satisfiable",
    416,
    "There are no such bytes",
    "`Content-Range` says how many there are.",
)
INVALID = Kind(
    "invalid",
    422,
    "The request is not valid",
    "`errors` names each member of the body (`pointer`), parameter or header, and what is wrong.",
)
KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    "The Idempotency-Key stands for another request",
    "Make up a new key for each new request.",
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    "Too many requests",
    "Ask again after as many seconds as `Retry-After` says.",
)
INTERNAL = Kind(
    "internal",
    500,
    "An error of the service's own",
    "It is written in the service's log under `instance`. Asking again may help.",
)
KINDS = (
    *(UNREADABLE, UNAUTHENTICATED, HTTPS_REQUIRED, SCOPE_MISSING, TERMS, NOT_FOUND),
    *(
        METHOD_NOT_ALLOWED,
        CONFLICT,
        IN_PROGRESS,
        DAMAGED,
        DISPOSED,
        TOO_LARGE,
        MEDIA_TYPE_UNSUPPORTED,
    ),
    *(RANGE_UNSATISFIABLE, INVALID, KEY_REUSED, TOO_MANY, INTERNAL),
)


@dataclass
class Problem(Exception):
    """A refusal: its kind, why this time, and what else its kind has to say."""

    kind: Kind
    detail: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind.slug}: {self.detail}"


def not_found(detail: str = "") -> Problem:
    """It is not there, as far as the caller may know."""
    return Problem(NOT_FOUND, detail)


def invalid_parameter(name: str, detail: str) -> Problem:
    """One parameter of the query is wrong."""
    return Problem(INVALID, detail, [{"parameter": name, "detail": detail}])


def problem_response(problem: Problem, *, instance: str) -> HttpResponse:
    """The answer; `instance` names this request, as the service's log does."""
    kind = problem.kind
    body: dict[str, Any] = {
        "type": TYPES + kind.slug,
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail or kind.meaning,
        "instance": instance,
        **problem.members,
    }
    if problem.errors:
        body["errors"] = list(problem.errors)
    return HttpResponse(
        json.dumps(body),
        status=kind.status,
        content_type=MEDIA_TYPE,
        headers={**problem.headers, "Cache-Control": "no-store"},
    )
