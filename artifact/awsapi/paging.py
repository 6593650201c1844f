"""Pages of a list, by tokens that nobody can make up or take elsewhere."""

import json
from collections.abc import Callable
from datetime import timedelta
from operator import attrgetter
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet

from artifact.awsapi.errors import invalid
from artifact.awsapi.operation import Answer, Call, Paged

Row = TypeVar("Row", bound=Model)
SALT = "artifact aws page"
LIFETIME = timedelta(days=1)


def page(
    call: Call,
    given: Paged,
    rows: QuerySet[Row],
    *,
    member: str,
    show: Callable[[Row], Any],
    by: str = "pk",
) -> Answer:
    """One page of the rows, under `member`, with the token of the next if there is one.

    Pages follow `by`, a number that no two rows of the list share and that never changes: rows
    that come in between pages are neither skipped nor shown twice. A token holds for a day, for
    this person, this operation and what else the list was asked with.

    :raises ApiError: the token is none of ours, or was given for another list.
    """
    of = [str(call.caller.user.pk), call.operation, _asked_with(given)]
    if given.nextToken is not None:
        rows = rows.filter(**{f"{by}__gt": _last(given.nextToken, of)})
    found = list(rows.order_by(by)[: given.maxResults + 1])
    shown = found[: given.maxResults]
    answer: dict[str, Any] = {member: [show(row) for row in shown]}
    if len(found) > given.maxResults:
        last = attrgetter(by)(shown[-1])
        answer["nextToken"] = signing.dumps([last, of], salt=SALT)
    return answer


def _asked_with(given: Paged) -> str:
    filters = given.model_dump(mode="json", exclude={"maxResults", "nextToken"})
    return json.dumps(filters, sort_keys=True)


def _last(token: str, of: list[str]) -> int:
    try:
        last, whose = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except (signing.BadSignature, ValueError, TypeError):
        last, whose = 0, None
    if whose != of:
        raise invalid("invalidToken", "The nextToken is invalid.", {"nextToken": "It is invalid."})
    return int(last)
