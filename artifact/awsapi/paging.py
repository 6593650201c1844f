"""Pages of a list, by tokens that nobody can make up or take elsewhere."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

from artifact.awsapi.errors import invalid
from artifact.awsapi.operation import Answer, Call, Paged

Row = TypeVar("Row", bound=Model)
SALT = "artifact aws page"


def page(
    call: Call,
    given: Paged,
    rows: QuerySet[Row],
    *,
    member: str,
    show: Callable[[Row], Any],
    within: str = "",
) -> Answer:
    """One page of the rows by their id, under `member`, with the token of the next if any.

    A token holds for this person, this operation and what the list is `within`. Rows that come in
    between pages are neither skipped nor shown twice.

    :raises ApiError: the token is none of ours, or was given for another list.
    """
    after = _after(call, given.nextToken, within)
    found = list(rows.filter(Q(pk__gt=after)).order_by("pk")[: given.maxResults + 1])
    shown = found[: given.maxResults]
    answer: dict[str, Any] = {member: [show(row) for row in shown]}
    if len(found) > given.maxResults:
        answer["nextToken"] = signing.dumps([shown[-1].pk, _list(call, within)], salt=SALT)
    return answer


def _after(call: Call, token: str, within: str) -> int:
    if not token:
        return 0
    try:
        after, of = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        of, after = None, 0
    if of != _list(call, within):
        raise invalid("invalidToken", "The nextToken is invalid.", {"nextToken": "It is invalid."})
    return int(after)


def _list(call: Call, within: str) -> list[str]:
    return [str(call.caller.user.pk), call.operation, within]
