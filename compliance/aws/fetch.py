"""Fetch what a presigned address holds, within limits of size and time."""

import time
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

CHUNK_BYTES = 256 * 1024
TIMEOUT = urllib3.Timeout(connect=5, read=30)
SECONDS = 600
OK = 200


class FetchFailed(Exception):
    """The address did not give the whole document within the limits; the message says why."""


def fetch(address: str, *, max_bytes: int, seconds: float = SECONDS) -> bytes:
    """The document; nothing is followed elsewhere, and nothing is kept of one that is too large.

    :raises FetchFailed: it is refused, cut off, too large or too slow.
    """
    host = urlsplit(address).hostname or ""
    until = time.monotonic() + seconds
    try:
        with (
            _pool(address) as pool,
            pool.request(
                "GET",
                address,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=TIMEOUT,
            ) as answer,
        ):
            if answer.status != OK:
                raise FetchFailed(f"{host} answered with status {answer.status}")
            return _content(answer, max_bytes, until, host)
    except urllib3.exceptions.HTTPError as error:
        # Not the error's own words: they hold the address, which opens the document.
        raise FetchFailed(f"{host} could not be read: {type(error).__name__}") from None


def _content(answer: urllib3.BaseHTTPResponse, max_bytes: int, until: float, host: str) -> bytes:
    content = bytearray()
    for chunk in answer.stream(CHUNK_BYTES):
        content += chunk
        if len(content) > max_bytes:
            raise FetchFailed(f"the document is larger than {max_bytes} bytes")
        if time.monotonic() > until:
            raise FetchFailed(f"{host} was too slow")
    return bytes(content)


def _pool(address: str) -> urllib3.PoolManager:
    """By way of the proxy that the environment names, as boto3 does."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()
