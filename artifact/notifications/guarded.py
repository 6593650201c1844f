"""Ask an address that somebody else chose, without reaching into the own network."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS = 5
# An answer that drips byte by byte holds up a worker no longer than this.
TOTAL_SECONDS = 15
ANSWER_BYTES = 500

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses of IPv6 that stand for one of IPv4, which may be a private one (RFC 6052, RFC 8215,
# RFC 3056, RFC 4291), and those of a site, from before there were private ones (RFC 3879).
TRANSLATED = tuple(
    ipaddress.IPv6Network(one)
    for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "fec0::/10")
)


class AddressRefused(Exception):
    """The address is none to which anything is sent; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and the first bytes as far as they are text."""

    status: int
    start: str


def refuse_url(url: str, *, allow_loopback: bool) -> SplitResult:
    """The parts of an address that may be called.

    :raises AddressRefused: it is not https, names no host or port, or carries a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"This is no address: {error}.") from error
    if not parts.hostname or port == 0 or not url.isascii() or not url.isprintable():
        raise AddressRefused("Write a whole address, as https://example.com/hook.")
    if parts.username or parts.password:
        raise AddressRefused("Leave the name and password out: calls are signed.")
    is_own = allow_loopback and parts.hostname == "127.0.0.1"
    if parts.scheme != "https" and not (parts.scheme == "http" and is_own):
        raise AddressRefused("Only https is called.")
    return parts


def post(url: str, body: bytes, headers: Mapping[str, str], *, allow_loopback: bool) -> Answer:
    """Send the body. A redirect is an answer as any other, and is not followed.

    The host is resolved once, and connected to by the address that was checked: a name that
    points elsewhere a moment later changes nothing.

    :raises AddressRefused: it leads to a private, loopback, link-local or otherwise own address.
    :raises OSError: nobody answers, or whoever does has no valid certificate.
    :raises http.client.HTTPException: what answers does not speak HTTP.
    """
    parts = refuse_url(url, allow_loopback=allow_loopback)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    is_secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
    connection = kind(host, port, timeout=CONNECT_SECONDS)
    # It must never connect by itself, to what the name leads to then.
    connection.auto_open = 0
    with (
        _connected(host, port, allow_loopback=allow_loopback) as plain,
        _limited(plain),
        closing(connection),
    ):
        connection.sock = _secured(plain, host) if is_secure else plain
        connection.request("POST", _path(parts), body=body, headers=dict(headers))
        with connection.getresponse() as response:
            start = response.read(ANSWER_BYTES).decode("utf-8", "replace")
            return Answer(response.status, start.replace("\0", ""))


def refuse_address(address: str, *, allow_loopback: bool) -> None:
    """Let public addresses pass.

    :raises AddressRefused: it is not one that everybody in the Internet reaches.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if allow_loopback and found == ipaddress.ip_address("127.0.0.1"):
        return
    if not found.is_global or found.is_multicast or _is_translated(found):
        raise AddressRefused(f"{address} is no public address: nothing is sent there.")


def _is_translated(address: IpAddress) -> bool:
    return any(address in network for network in TRANSLATED)


@contextmanager
def _connected(host: str, port: int, *, allow_loopback: bool) -> Iterator[socket.socket]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise AddressRefused(f"{host} is no name of a host.") from error
    # All of them are looked at first: a name with one private address is not to be trusted.
    for *_, place in found:
        refuse_address(str(place[0]), allow_loopback=allow_loopback)
    family, kind, protocol, _, place = found[0]
    with socket.socket(family, kind, protocol) as made:
        made.settimeout(CONNECT_SECONDS)
        made.connect(place)
        yield made


@contextmanager
def _limited(plain: socket.socket) -> Iterator[None]:
    """End the connection from outside when its time is over."""
    # The descriptor of its own is still open when TLS has taken over the first.
    handle = plain.dup()

    def end() -> None:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(TOTAL_SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{query}"
