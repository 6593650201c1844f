"""Pages of a list, by cursors that nobody can make up or take to another list."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Listing
from artifact.api.problems import invalid_parameter

Row = TypeVar("Row", bound=Model)
One = TypeVar("One")
Item = TypeVar("Item", bound=BaseModel)
SALT = "artifact api page"
# These say how a list is shown, not what is in it.
UNBOUND = ("cursor", "limit", "fields")


@dataclass(frozen=True)
class Listed(Generic[Item]):
    """One page, and the cursor of the next if there is one."""

    items: Sequence[Item]
    next: str | None


@dataclass(frozen=True)
class Start:
    """After which row a page begins, and what the list's first page wants to be remembered."""

    last: list[Any] | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def start(request: ApiRequest, given: Listing) -> Start:
    """What the request's cursor says; without one, the beginning.

    :raises Problem: the cursor is none of ours, or was given for another list.
    """
    if given.cursor is None:
        return Start()
    try:
        last, bound, kept = signing.loads(given.cursor, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        bound = None
    if bound != _bound(request):
        raise invalid_parameter("cursor", "It is no cursor of this list with these filters.")
    return Start(last, kept)


def page(
    request: ApiRequest,
    given: Listing,
    rows: QuerySet[Row],
    *,
    by: Sequence[str],
    show: Callable[[Row], Item],
    kept: Mapping[str, str] | None = None,
) -> Listed[Item]:
    """One page of the rows in the order of `by`, the last of which no two rows share.

    The names in `by` are of numbers and texts that never change (`-id` for the newest first), so
    rows that come in between pages are neither skipped nor shown twice, and each page costs the
    same. No row is counted.

    :raises Problem: the cursor is none of ours, or was given for another list.
    """
    begin = start(request, given)
    if begin.last is not None:
        rows = rows.filter(_after(by, begin.last))
    found = list(rows.order_by(*by)[: given.limit + 1])
    shown = found[: given.limit]
    following = None
    if len(found) > given.limit:
        last = [attrgetter(_attribute(name))(shown[-1]) for name in by]
        following = _cursor(request, last, kept or {})
    return Listed([show(row) for row in shown], following)


def page_of(
    request: ApiRequest,
    given: Listing,
    ones: Sequence[One],
    *,
    key: Callable[[One], str],
    show: Callable[[One], Item],
) -> Listed[Item]:
    """One page of what is in memory and in order; `key` names each of them.

    :raises Problem: the cursor is none of ours, or was given for another list.
    """
    begin, first = start(request, given), 0
    if begin.last is not None:
        keys = [key(one) for one in ones]
        if begin.last[0] not in keys:
            raise invalid_parameter("cursor", "What it stood at is gone. Begin again.")
        first = keys.index(begin.last[0]) + 1
    shown = ones[first : first + given.limit]
    is_last = first + given.limit >= len(ones)
    following = None if is_last else _cursor(request, [key(shown[-1])], {})
    return Listed([show(one) for one in shown], following)


def next_link(request: ApiRequest, cursor: str) -> str:
    """The `Link` header that leads to the next page (RFC 8288)."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f'<{request.path}?{query.urlencode()}>; rel="next"'


def _after(by: Sequence[str], last: Sequence[Any]) -> Q:
    """What follows the last row: later in the first name, or alike in it and later in the next."""
    after = Q(pk__in=[])
    for index, name in enumerate(by):
        alike = {other.lstrip("-"): last[place] for place, other in enumerate(by[:index])}
        later = "lt" if name.startswith("-") else "gt"
        after |= Q(**alike, **{f"{name.lstrip('-')}__{later}": last[index]})
    return after


def _attribute(name: str) -> str:
    return name.lstrip("-").replace("__", ".")


def _cursor(request: ApiRequest, last: Sequence[Any], kept: Mapping[str, str]) -> str:
    return signing.dumps([list(last), _bound(request), dict(kept)], salt=SALT)


def _bound(request: ApiRequest) -> str:
    """For whom and for which list a cursor is, in few characters."""
    filters = sorted((name, values) for name, values in request.GET.lists() if name not in UNBOUND)
    of = json.dumps([request.call.owner.pk, request.path_info, filters])
    return sha256(of.encode()).hexdigest()[:32]
