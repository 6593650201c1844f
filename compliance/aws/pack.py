"""Put recorded calls into one run of bytes, and take them out again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.aws.answers import Call, Recorded
from compliance.aws.parse import parse
from compliance.canonical_json import canonical


class BodyDamaged(Exception):
    """A body is not the one that its call received."""


@dataclass(frozen=True)
class RecordedCall:
    """A call with the exact bytes that answered it."""

    call: Call
    body: bytes


def pack(recorded: Sequence[RecordedCall]) -> tuple[bytes, list[Call]]:
    """All bodies one after another, and the calls that say where each lies.

    The order depends on what was asked, not on when: the same answers give the same bytes
    whatever the threads did.
    """
    content, calls = bytearray(), []
    for one in sorted(recorded, key=_order):
        digest = hashlib.sha256(one.body).hexdigest()
        calls.append(
            replace(one.call, offset=len(content), size_bytes=len(one.body), body_sha256=digest)
        )
        content += one.body
    return bytes(content), calls


def unpack(content: bytes, calls: Sequence[Call]) -> list[Recorded]:
    """Each call with its parsed answer.

    :raises BodyDamaged: a body does not have the SHA-256 that its call names.
    """
    return [Recorded(call, parse(call, _body(content, call))) for call in calls]


def _body(content: bytes, call: Call) -> bytes:
    body = content[call.offset : call.offset + call.size_bytes]
    if hashlib.sha256(body).hexdigest() != call.body_sha256:
        raise BodyDamaged(f"the answer of {call.name} {dict(call.params)} is not as it was kept")
    return body


def _order(one: RecordedCall) -> tuple[str, str, str, bytes, int]:
    call = one.call
    return (call.service, call.operation, call.region, canonical(dict(call.params)), call.attempt)
