"""Ask each operation no faster than AWS lets the account, and slower where it says so.

AWS counts by account, region and operation. A unit, which is an account in a region, is read by
one worker process at a time, and what is global by one unit; so a pace that all threads of a
process share is the account's own pace, and no other process need be asked.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from compliance.aws.quotas import calls_a_second

# More than a unit has operations; the paces of units that ended long ago are forgotten.
REMEMBERED = 5_000
SLOWEST = 0.5
# Where nothing limits the pace until the first throttling, as with an emulator.
AFTER_FIRST_THROTTLING = 10.0
RECOVERY = 0.02


@dataclass
class Pace:
    """Calls a second of one operation; `limit` is None where only throttling sets one.

    Throttling halves it, and each answer after that raises it by a fiftieth of the limit: additive
    increase, multiplicative decrease, as TCP does (RFC 5681).
    """

    limit: float | None
    _rate: float | None = field(init=False)
    _next_at: float = field(default=0.0, init=False)
    _slowed_at: float = field(default=0.0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        self._rate = self.limit

    def seconds_to_wait(self, now: float) -> float:
        """How long to wait before the next call, whose place is taken by asking."""
        with self._lock:
            if self._rate is None:
                return 0.0
            # A second's worth may be asked at once after a pause.
            begin = max(self._next_at, now - 1.0)
            self._next_at = begin + 1.0 / self._rate
            return max(0.0, begin - now)

    def slow_down(self, now: float) -> None:
        """AWS throttled a call: ask half as often. Threads that hear the same count once."""
        with self._lock:
            if now - self._slowed_at < 1.0 / (self._rate or AFTER_FIRST_THROTTLING):
                return
            self._slowed_at = now
            halved = self._rate / 2 if self._rate else AFTER_FIRST_THROTTLING
            self._rate = max(SLOWEST, halved)
            self._next_at = max(self._next_at, now + 1.0 / self._rate)

    def speed_up(self) -> None:
        """AWS answered: ask a little more often, up to the limit."""
        with self._lock:
            if self._rate is None or self._rate == self.limit:
                return
            raised = self._rate + RECOVERY * (self.limit or AFTER_FIRST_THROTTLING)
            self._rate = min(self.limit, raised) if self.limit else raised


class Paces:
    """The paces of a process, by account, region and operation."""

    def __init__(self) -> None:
        self._paces: OrderedDict[tuple[str, str, str], Pace] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, account_id: str, region: str, operation: str, *, has_quotas: bool) -> Pace:
        """The pace of an operation, which no quota limits where there is none."""
        key = (account_id, region, operation)
        with self._lock:
            if key not in self._paces:
                limit = calls_a_second(operation) if has_quotas else None
                self._paces[key] = Pace(limit)
                while len(self._paces) > REMEMBERED:
                    self._paces.popitem(last=False)
            self._paces.move_to_end(key)
            return self._paces[key]


PACES = Paces()


def wait(pace: Pace) -> None:
    """Wait for the operation's turn."""
    seconds = pace.seconds_to_wait(time.monotonic())
    if seconds > 0:
        time.sleep(seconds)
