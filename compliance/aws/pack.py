"""Put recorded calls into one run of bytes, and take them out again."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.aws.answers import Call, Recorded
from compliance.aws.parse import parse
from compliance.aws.spool import Spool
from compliance.aws.tape import RecordedCall
from compliance.canonical_json import canonical


class BodyDamaged(Exception):
    """A body is not the one that its call received."""


def pack(recorded: Sequence[RecordedCall]) -> tuple[Spool, list[Call]]:
    """All bodies one after another, and the calls that say where each lies.

    The order depends on what was asked, not on when: the same answers give the same bytes
    whatever the threads did.
    """
    content = Spool()
    ordered = sorted(recorded, key=_order)
    return content, [replace(one.call, offset=content.add(one.body)) for one in ordered]


def unpack(content: Spool, calls: Sequence[Call]) -> Iterator[Recorded]:
    """Each call with its parsed answer.

    :raises BodyDamaged: a body does not have the SHA-256 that its call names.
    """
    for call in calls:
        yield Recorded(call, parse(call, _body(content, call)))


def _body(content: Spool, call: Call) -> bytes:
    body = content.read(call.offset, call.size_bytes)
    if hashlib.sha256(body).hexdigest() != call.body_sha256:
        raise BodyDamaged(f"the answer of {call.name} {dict(call.params)} is not as it was kept")
    return body


def _order(one: RecordedCall) -> tuple[str, str, str, bytes, int]:
    call = one.call
    return (call.service, call.operation, call.region, canonical(dict(call.params)), call.attempt)
