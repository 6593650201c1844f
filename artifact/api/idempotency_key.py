"""The header `Idempotency-Key`: the same request, sent again, does nothing twice."""

import re
from collections.abc import Callable
from hashlib import sha256

from django.db import transaction
from django.http import HttpResponse

from artifact.api.call import ApiRequest
from artifact.api.problems import IN_PROGRESS, INVALID, KEY_REUSED, Problem
from artifact.idempotency.once import Answered, Asked, SameKeyOtherRequest, StillAnswering, once

HEADER = "Idempotency-Key"
FORM = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS = ("Content-Type", "Location")


def by_key(request: ApiRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `do`, or the one that the same request with its key got within a day.

    :raises Problem: the key is malformed, stands for another request, or is at work now.
    """
    key = request.headers.get(HEADER)
    if key is None:
        with transaction.atomic():
            return do()
    if not FORM.fullmatch(key):
        detail = "1 to 255 printable ASCII characters without spaces are meant."
        raise Problem(INVALID, detail, [{"header": HEADER, "detail": detail}])
    asked = Asked(request.call.owner, key, _hashed(request))
    try:
        answered = once(asked, lambda: _answered(do()), now=request.call.at)
    except SameKeyOtherRequest:
        raise Problem(KEY_REUSED) from None
    except StillAnswering:
        raise Problem(IN_PROGRESS, headers={"Retry-After": "1"}) from None
    response = HttpResponse(answered.body, status=answered.status, headers=answered.headers)
    response["Cache-Control"] = "no-store"
    if answered.is_kept:
        response["Idempotency-Replayed"] = "true"
    return response


def _hashed(request: ApiRequest) -> str:
    """Over method and address, then the exact body."""
    line = f"{request.method} {request.get_full_path_info()}\n"
    return sha256(line.encode() + request.body).hexdigest()


def _answered(response: HttpResponse) -> Answered:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return Answered(response.status_code, response.content, headers)
