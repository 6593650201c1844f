"""A webhook reaches nothing but public addresses."""

import socket
import time
from http.client import HTTPException
from typing import Any

import pytest

from artifact.notifications import guarded
from artifact.notifications.guarded import AddressRefused, post, refuse_address, refuse_url
from tests.artifact.notifications.receiver import Receiver


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104 -- nothing is bound to it
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "fec0::1",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused, match="no public address"):
        refuse_address(address, allow_loopback=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001:80f::200e"])
def test_what_is_public_passes(address: str) -> None:
    refuse_address(address, allow_loopback=False)


def test_where_loopback_is_allowed_nothing_else_is() -> None:
    refuse_address("127.0.0.1", allow_loopback=True)
    for address in ("10.0.0.1", "169.254.169.254", "::1", "127.0.0.2"):
        with pytest.raises(AddressRefused):
            refuse_address(address, allow_loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@example.com/",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://[::1/",
        "https://exa mple.com/\r\nx: y",
        "https://exämple.com/",
        "http://127.0.0.1/",
        "javascript:alert(1)",
        "",
    ],
)
def test_only_whole_https_addresses_are_called(url: str) -> None:
    with pytest.raises(AddressRefused):
        refuse_url(url, allow_loopback=False)


def test_a_service_on_this_machine_is_not_reached_even_where_the_name_looks_harmless(
    receiver: Receiver,
) -> None:
    port = receiver.url.rsplit(":", 1)[1].partition("/")[0]
    for host in ("127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises((AddressRefused, OSError)):
            post(f"https://{host}:{port}/", b"", {}, allow_loopback=False)
    assert receiver.received == []


def test_a_name_that_changes_its_mind_is_asked_once(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["8.8.8.8", "127.0.0.1"]
    asked = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        place = (answers[min(len(asked), 2) - 1], port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place)]

    connected = []
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", lambda _, place: connected.append(place))
    with pytest.raises(OSError, match="Errno"):
        post("https://rebinding.example/", b"", {}, allow_loopback=False)

    assert asked == ["rebinding.example"]
    assert connected == [("8.8.8.8", 443)]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        post("https://both.example/", b"", {}, allow_loopback=False)


def test_a_certificate_that_does_not_hold_is_refused(receiver: Receiver) -> None:
    with pytest.raises(OSError, match="SSL"):
        post(receiver.url.replace("http:", "https:"), b"", {}, allow_loopback=True)


def test_an_answer_that_never_comes_ends(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "TOTAL_SECONDS", 0.3)
    receiver.holds = True
    begun = time.monotonic()
    with pytest.raises((OSError, HTTPException)):
        post(receiver.url, b"", {}, allow_loopback=True)
    assert time.monotonic() - begun < 3
