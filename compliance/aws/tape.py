"""What a reader made and received: the calls in memory, their bodies in a spool."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from compliance.aws.answers import Call
from compliance.aws.spool import Spool


@dataclass(frozen=True)
class RecordedCall:
    """A call with the exact bytes that answered it, which lie where the call says."""

    call: Call
    spool: Spool = field(repr=False)

    @property
    def body(self) -> bytes:
        """The bytes."""
        return self.spool.read(self.call.offset, self.call.size_bytes)


class Tape:
    """The calls of one collector, in the order in which they ended; safe for several threads."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._calls: list[RecordedCall] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._calls)

    def record(self, call: Call, body: bytes) -> RecordedCall:
        """Keep a call with its bytes."""
        digest = hashlib.sha256(body).hexdigest()
        with self._lock:
            at = self._spool.add(body)
            placed = replace(call, offset=at, size_bytes=len(body), body_sha256=digest)
            made = RecordedCall(placed, self._spool)
            self._calls.append(made)
        return made

    def recorded(self) -> Sequence[RecordedCall]:
        """Every call so far."""
        return tuple(self._calls)
