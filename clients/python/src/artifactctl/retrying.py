"""Ask again where the service is busy or away for a moment."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

TRIES = 6
LONGEST_SECONDS = 300.0
AGAIN = frozenset({429, 500, 502, 503, 504})
SAFE = frozenset({"GET", "HEAD"})


class Retrying(httpx.BaseTransport):
    """Sends a request again after 429 and 5xx, when `Retry-After` says, else after 1, 2, 4 … s.

    What writes is sent again only where the service has said that it did nothing (429, 503).
    """

    def __init__(
        self, within: httpx.BaseTransport, sleep: Callable[[float], None], *, tries: int = TRIES
    ) -> None:
        self._within = within
        self._sleep = sleep
        self._tries = tries

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The first answer that settles it, or the last."""
        for attempt in range(self._tries):
            is_last = attempt == self._tries - 1
            try:
                response = self._within.handle_request(request)
            except httpx.TransportError:
                if is_last or request.method not in SAFE:
                    raise
                self._sleep(2.0**attempt)
                continue
            if is_last or not _is_to_be_repeated(request, response):
                return response
            pause = _pause(response, attempt)
            response.close()
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """End the connections."""
        self._within.close()


def sleeping(seconds: float) -> None:
    """Wait; here alone, so that tests can look at how long."""
    time.sleep(seconds)


def _is_to_be_repeated(request: httpx.Request, response: httpx.Response) -> bool:
    did_nothing = response.status_code in {429, 503}
    return response.status_code in AGAIN and (did_nothing or request.method in SAFE)


def _pause(response: httpx.Response, attempt: int) -> float:
    told = response.headers.get("Retry-After", "")
    if told.isdecimal():
        return min(float(told), LONGEST_SECONDS)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return min(2.0**attempt, LONGEST_SECONDS)
    seconds = (until - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_SECONDS)
