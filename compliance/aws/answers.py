"""What AWS answered, as every later stage reads it: pure values, no boto3."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.aws.paging import asked_page, items_of, next_page

Params = Mapping[str, Any]
# Why a listing is not whole when its reader stopped before the last page.
MORE = "pages are missing after the last read"


class NotCollected(Exception):
    """A fact was asked for that no complete, successful answer carries.

    The engine turns it into `not_determined`; a control cannot pass by forgetting to look.
    """

    def __init__(self, operation: str, error: str) -> None:
        super().__init__(f"{operation}: {error}")
        self.operation = operation
        self.error = error


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP exchange with AWS, without its body.

    Times are ISO 8601 in UTC. `attempt` counts from 1. `offset` and `size_bytes` place the body
    in the snapshot's bytes; `headers` keeps what parsing the body needs and nothing secret.
    """

    service: str
    operation: str
    region: str
    params: Params
    started_at: str
    ended_at: str
    attempt: int = 1
    status: int | None = None
    request_id: str = ""
    server_date: str = ""
    error_code: str = ""
    error_message: str = ""
    body_sha256: str = ""
    offset: int = 0
    size_bytes: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """`kms:DescribeKey`, as it is written in reasons."""
        return f"{self.service}:{self.operation}"


@dataclass(frozen=True)
class Answer:
    """The parsed answer of one call, or why there is none.

    `absent` marks an error that AWS uses to say "not configured" (NoSuchBucketPolicy): the
    question was answered, and the answer is that there is nothing.
    """

    operation: str
    parsed: Mapping[str, Any] | None = None
    error_code: str = ""
    error_message: str = ""
    absent: bool = False

    @property
    def data(self) -> Mapping[str, Any]:
        """The parsed body; empty where AWS said that there is nothing.

        :raises NotCollected: the call failed, was cut off, or was never made.
        """
        if self.absent:
            return {}
        if self.parsed is None:
            raise NotCollected(self.operation, self.error)
        return self.parsed

    @property
    def error(self) -> str:
        """Why there is no answer: `AccessDeniedException: not authorized …`."""
        if not self.error_code:
            return "the call was not made"
        return f"{self.error_code}: {self.error_message}".rstrip(": ")

    def or_absent(self, *codes: str) -> "Answer":
        """The same answer, in which the given error codes mean that nothing is configured."""
        if self.error_code in codes:
            return Answer(self.operation, error_code=self.error_code, absent=True)
        return self


@dataclass(frozen=True)
class Listing:
    """The items of all pages of one list call, and whether every page was read."""

    operation: str
    items: Sequence[Mapping[str, Any]]
    pages: int
    error: str = ""

    @property
    def is_complete(self) -> bool:
        """Every page was read: what is not in `items` does not exist."""
        return not self.error

    @property
    def has_more(self) -> bool:
        """Every page that was asked for came, and the last one names another."""
        return self.error == MORE

    def count_statement(self, things: str) -> str:
        """`kms:ListKeys returned 3 keys in 1 page`, which proves a number, zero too."""
        pages = f"{self.pages} page" if self.pages == 1 else f"{self.pages} pages"
        return f"{self.operation} returned {len(self.items)} {things} in {pages}"

    def require_complete(self) -> None:
        """Do nothing if every page was read.

        :raises NotCollected: a page is missing.
        """
        if self.error:
            raise NotCollected(self.operation, self.error)


@dataclass(frozen=True)
class Recorded:
    """A call with its answer, in the order in which a snapshot keeps them."""

    call: Call
    answer: Answer


class Answers:
    """The answers of one snapshot, found by operation and parameters.

    Attempts that were followed by another attempt are history, not answers: only the last
    attempt of a call is found.
    """

    def __init__(
        self,
        recorded: Iterable[Recorded],
        *,
        account_id: str,
        region: str,
        partition: str = "aws",
    ) -> None:
        self.account_id = account_id
        self.region = region
        self.partition = partition
        self._by_operation: dict[str, list[Recorded]] = {}
        self._numbers: dict[str, list[int]] = {}
        self._by_names: dict[tuple[str, ...], dict[tuple[str, ...], list[Recorded]]] = {}
        self._by_key: dict[str, Answer] = {}
        for number, one in enumerate(recorded, start=1):
            self._by_operation.setdefault(one.call.name, []).append(one)
            self._numbers.setdefault(one.call.name, []).append(number)
            self._by_key[_key(one.call.name, one.call.params)] = one.answer

    def one(self, operation: str, **params: Any) -> Answer:
        """The answer of `kms:DescribeKey` for exactly these parameters.

        A call that was not made is an answer whose data raises `NotCollected`.
        """
        return self._by_key.get(_key(operation, params), Answer(operation))

    def numbered(self, operation: str, **params: Any) -> Iterator[tuple[int, Recorded]]:
        """The calls of an operation whose parameters contain `params`, with their numbers.

        A call's number is its place in the receipt, counted from 1.
        """
        numbers, calls = self._numbers.get(operation, ()), self._by_operation.get(operation, ())
        for number, one in zip(numbers, calls, strict=True):
            if _contains(one.call.params, params):
                yield number, one

    def first_pages(self, operation: str) -> Iterator[Params]:
        """What each listing of an operation was asked with, in the order of the calls."""
        seen = set()
        for one in self._by_operation.get(operation, ()):
            key = _key(operation, one.call.params)
            if key not in seen and not asked_page(operation, one.call.params):
                seen.add(key)
                yield one.call.params

    def listing(self, operation: str, member: str, **params: Any) -> Listing:
        """All pages of a list call: the items under `member`, in page order.

        Pages are the calls whose parameters contain `params`. No call at all, a failed page, or
        a last page that names a next one makes the listing incomplete.
        """
        items: list[Mapping[str, Any]] = []
        pages = [
            one for one in self._calls(operation, params) if _contains(one.call.params, params)
        ]
        ordered = list(_in_page_order(pages))
        for one in ordered:
            if one.answer.parsed is None:
                return Listing(operation, items, len(ordered), one.answer.error)
            found = items_of(one.answer.parsed, member)
            if found is None:
                return Listing(operation, items, len(ordered), f"a page lacks {member}")
            items.extend(found)
        if not ordered:
            return Listing(operation, items, 0, "the call was not made")
        if _next_token(ordered[-1]):
            return Listing(operation, items, len(ordered), MORE)
        return Listing(operation, items, len(ordered))

    def _calls(self, operation: str, params: Params) -> Sequence[Recorded]:
        """The operation's calls with the same texts among their parameters.

        They are sorted once: a list for each of many thousand resources would otherwise be sought
        among the calls for all of them.
        """
        names = tuple(sorted(name for name, value in params.items() if isinstance(value, str)))
        if not names:
            return self._by_operation.get(operation, ())
        if (operation, *names) not in self._by_names:
            sorted_calls = self._by_names.setdefault((operation, *names), {})
            for one in self._by_operation.get(operation, ()):
                texts = tuple(str(one.call.params.get(name)) for name in names)
                sorted_calls.setdefault(texts, []).append(one)
        return self._by_names[operation, *names].get(tuple(params[name] for name in names), ())


def _contains(whole: Params, part: Params) -> bool:
    return all(whole.get(name) == value for name, value in part.items())


def _key(operation: str, params: Params) -> str:
    # A receipt read back has the members of each parameter in another order.
    return f"{operation} {json.dumps(params, sort_keys=True, default=repr)}"


def _next_token(one: Recorded) -> str:
    return next_page(one.call.name, one.answer.parsed or {})[1]


def _in_page_order(pages: Sequence[Recorded]) -> Iterator[Recorded]:
    by_token = {asked_page(one.call.name, one.call.params): one for one in pages}
    token, seen = "", set[str]()
    while token in by_token and token not in seen:
        seen.add(token)
        yield by_token[token]
        token = _next_token(by_token[token])
        if not token:
            return
