"""Make calls for a collector; every attempt is recorded, and no failure of AWS is raised."""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from compliance.aws.answers import MORE, Answer, Call, Listing
from compliance.aws.pace import PACES, Pace, wait
from compliance.aws.paging import items_of, next_page
from compliance.aws.parse import parse
from compliance.aws.recorder import Exchange, GarbledAnswer, current
from compliance.aws.tape import RecordedCall, Tape
from compliance.aws.turns import one_of_many

if TYPE_CHECKING:
    from compliance.aws.session import AccountSession

# Of one each(); how many calls wait for AWS at once, the session's turns decide.
THREADS = 16
MAX_ATTEMPTS_THROTTLED = 8
MAX_ATTEMPTS = 3
# With the pauses between, a minute or so.
MAX_TIMES_ASKED = 12
LONGEST_WAIT_SECONDS = 20.0
SERVER_ERROR = 500
THROTTLED = frozenset(
    {
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
# AWS names a region that the account has not enabled differently in each protocol.
REGION_DISABLED = frozenset({"UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure"})
# A service that is off may answer with the code that a missing permission has; only the words
# differ, and nothing but these will do.
NOT_ENABLED = frozenset({("macie2", "AccessDeniedException", "Macie is not enabled")})

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Reader:
    """The calls of one collector in one account; safe to use from several threads.

    `since` tells a windowed collector from when on each of its questions is to be asked.
    """

    def __init__(
        self,
        session: "AccountSession",
        region: str,
        *,
        clock: Callable[[], datetime],
        keep_going: Callable[[], None],
        since: Mapping[str, datetime] | None = None,
        tape: Tape | None = None,
    ) -> None:
        self.account_id = session.target.account_id
        self.partition = session.target.partition
        self.lists_members = session.target.lists_members
        self.caller_arn = session.caller_arn
        self.region = region
        self.since = since or {}
        self._session = session
        self._clock = clock
        self._keep_going = keep_going
        self._tape = Tape() if tape is None else tape

    @property
    def calls_made(self) -> int:
        """How many HTTP requests were made so far, attempts included."""
        return len(self._tape)

    def recorded(self) -> Sequence[RecordedCall]:
        """Every call that was made, with the bytes that answered it."""
        return self._tape.recorded()

    def at(self, region: str) -> "Reader":
        """A reader of another region that records onto the same tape."""
        return Reader(
            self._session,
            region,
            clock=self._clock,
            keep_going=self._keep_going,
            since=self.since,
            tape=self._tape,
        )

    def call(self, operation: str, **params: Any) -> Answer:
        """The answer of `kms:DescribeKey`, or an answer that says why there is none.

        Throttled calls are repeated with growing, random pauses; denied ones never.

        :raises LeaseLost: the work was taken over by another worker.
        """
        attempt, pace = 0, self._pace(operation)
        while True:
            attempt += 1
            wait(pace)
            self._keep_going()
            with self._session.turns.turn():
                call, body = self._attempt(operation, params, attempt)
            self._tape.record(call, body)
            if call.error_code in THROTTLED:
                pace.slow_down(time.monotonic())
            else:
                pace.speed_up()
            if attempt >= _attempts_allowed(call):
                return parse(call, body)
            _pause(attempt)

    def until(self, is_done: Callable[[Answer], bool], operation: str, **params: Any) -> Answer:
        """The answer that is done, of a call that starts work; else the last that came.

        The same call is made again, after growing pauses, while the work goes on. All are kept.
        """
        for number in range(1, MAX_TIMES_ASKED):
            answer = self.call(operation, **params)
            if is_done(answer):
                return answer
            _pause(number)
        return self.call(operation, **params)

    def now(self) -> datetime:
        """The time at which the next call would be made."""
        return self._clock()

    def pages(self, operation: str, member: str, **params: Any) -> Listing:
        """All items of a list call; a missing page makes the listing incomplete, not shorter."""
        return self.some_pages(operation, member, params, at_most=None)

    def some_pages(
        self, operation: str, member: str, params: Mapping[str, Any], *, at_most: int | None
    ) -> Listing:
        """The items of so many pages at the most; a listing that has more is incomplete."""
        items: list[Any] = []
        seen: set[str] = set()
        page_params = dict(params)
        for number in range(1, 1_000_000):
            answer = self.call(operation, **page_params)
            if answer.parsed is None:
                return Listing(operation, items, number, answer.error)
            found = items_of(answer.parsed, member)
            if found is None:
                return Listing(operation, items, number, f"a page lacks {member}")
            items.extend(found)
            token_name, token = next_page(operation, answer.parsed)
            if not token:
                return Listing(operation, items, number)
            if token in seen or number == at_most:
                why = "a page names itself as the next" if token in seen else MORE
                return Listing(operation, items, number, why)
            seen.add(token)
            page_params[token_name] = token
        return Listing(operation, items, number, "there is no end of pages")

    def each(self, function: Callable[[Thing], Made], things: Iterable[Thing]) -> list[Made]:
        """The function's results in the order of the things, made by a few threads at once."""
        with ThreadPoolExecutor(THREADS, thread_name_prefix="reader") as pool:
            running = [
                pool.submit(copy_context().run, one_of_many, function, one) for one in things
            ]
            try:
                return [one.result() for one in running]
            except BaseException:
                for one in running:
                    one.cancel()
                raise

    def _pace(self, operation: str) -> Pace:
        has_quotas = self._session.target.has_quotas
        return PACES.of(self.account_id, self.region, operation, has_quotas=has_quotas)

    def _attempt(self, operation: str, params: dict[str, Any], attempt: int) -> tuple[Call, bytes]:
        service, name = operation.split(":")
        client = self._session.client(service, self.region)
        exchanges: list[Exchange] = []
        token = current.set(exchanges)
        started_at, error = self._clock(), ("", "")
        try:
            getattr(client, xform_name(name))(**params)
        except ClientError as refused:
            error = _refusal(service, refused)
        except (GarbledAnswer, BotoCoreError) as broken:
            error = (type(broken).__name__, str(broken))
        except ResponseParserError as other:
            # An error's body that is not of AWS's form, such as a proxy's page.
            error = (GarbledAnswer.__name__, str(other))
        finally:
            current.reset(token)
        exchange = exchanges[-1] if exchanges else Exchange()
        call = Call(
            service=service,
            operation=name,
            region=self.region,
            params=params,
            started_at=started_at.isoformat(),
            ended_at=self._clock().isoformat(),
            attempt=attempt,
            status=exchange.status,
            request_id=exchange.request_id,
            server_date=exchange.headers.get("date", ""),
            error_code=error[0],
            error_message=error[1],
            headers=dict(exchange.headers),
        )
        return call, exchange.body


def _pause(number: int) -> None:
    # Full jitter spreads workers out: AWS Architecture Blog, "Exponential Backoff".
    time.sleep(random.uniform(0, min(LONGEST_WAIT_SECONDS, 0.25 * 2**number)))  # noqa: S311 -- no secret


def _refusal(service: str, refused: ClientError) -> tuple[str, str]:
    error = refused.response["Error"]
    code, message = error.get("Code", ""), error.get("Message", "")
    if code in REGION_DISABLED:
        return "RegionDisabled", f"the region is not enabled for the account ({code}: {message})"
    if (service, code, message.strip().rstrip(".")) in NOT_ENABLED:
        return "NotEnabled", f"the service is off in the region ({code}: {message})"
    return code, message


def _attempts_allowed(call: Call) -> int:
    if call.error_code in THROTTLED:
        return MAX_ATTEMPTS_THROTTLED
    broken = call.error_code and (call.status is None or call.status >= SERVER_ERROR)
    if broken or call.error_code == GarbledAnswer.__name__:
        return MAX_ATTEMPTS
    return 1
