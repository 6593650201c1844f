"""Ask a time stamping authority, within a time that a waiting person bears (RFC 3161)."""

import asyncio
import urllib.request

from asn1crypto.tsp import TimeStampReq, TimeStampResp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 1_000_000


class Authority(TimeStamper):
    """An authority by its address."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
        self._url = url

    async def async_request_tsa_response(self, req: TimeStampReq) -> TimeStampResp:
        """Its answer to the query.

        :raises TimestampRequestError: it is out of reach, or answers something else.
        """
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> TimeStampResp:
        request = urllib.request.Request(  # noqa: S310 -- the address that the operator configured
            self._url, data=query, headers={"Content-Type": "application/timestamp-query"}
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 -- as above
                return TimeStampResp.load(answer.read(LARGEST_ANSWER))
        except (OSError, ValueError) as error:
            raise TimestampRequestError(str(error)) from error
