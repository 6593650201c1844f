"""Ways in which calls go wrong: refusals in AWS's own words, and networks that let one down."""

import random
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.aws_server.answer import Answer, AwsError, access_denied, error_of
from demo.aws_server.call import Call

# The role by which the estate is seeded: nothing goes wrong for it.
MANAGER = "EstateManager"
WEB_PAGE = b"<!doctype html><html><body>Please sign in to the network</body></html>"
XML_THROTTLES = {"ec2": ("RequestLimitExceeded", 503), "s3": ("SlowDown", 503)}
JSON_THROTTLE = ("ThrottlingException", 400)
QUERY_THROTTLE = ("Throttling", 400)
KINDS = frozenset({"denied", "throttled", "broken", "web_page", "garbled", "cut_off", "hang"})


class UnknownFault(Exception):
    """No such kind of fault, or a field that a fault does not have."""


@dataclass
class Fault:
    """What goes wrong with the calls that match; an empty field matches any.

    `params` are parameters of the call that must be equal. `share` is how often it strikes;
    `per_second` makes it strike only what is above that rate. `garbled` answers half of the
    body, `cut_off` half of it while announcing all; `hang` waits for `seconds` first.
    """

    how: str = "denied"
    service: str = ""
    operation: str = ""
    account: str = ""
    region: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    share: float = 1.0
    per_second: float = 0.0
    seconds: float = 30.0
    message: str = ""
    _allowance: float = field(default=1.0, repr=False)
    _refilled_at: float = field(default_factory=time.monotonic, repr=False)

    def matches(self, call: Call) -> bool:
        """Whether the call is one that the fault is about."""
        return (
            self.service in {"", call.service}
            and self.operation in {"", call.operation}
            and self.account in {"", call.account}
            and self.region in {"", call.region}
            and all(call.params.get(name) == wanted for name, wanted in self.params.items())
        )

    def strikes(self, chance: random.Random) -> bool:
        """Whether it goes wrong this time. A rate allows one second's worth at once."""
        if not self.per_second:
            return chance.random() < self.share
        now = time.monotonic()
        earned = (now - self._refilled_at) * self.per_second
        self._allowance = min(max(self.per_second, 1.0), self._allowance + earned)
        self._refilled_at = now
        if self._allowance < 1:
            return True
        self._allowance -= 1
        return False


class Faults:
    """The faults in force; the first that matches and strikes is the one that happens."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._chance = random.Random(20_260_331)  # noqa: S311 -- a repeatable fault is meant
        self._lock = threading.Lock()

    def replace(self, declared: Iterable[Mapping[str, Any]]) -> None:
        """Put these faults in force, and no others.

        :raises UnknownFault: one is of no known kind, or has a field that faults do not have.
        """
        faults = [_fault(one) for one in declared]
        with self._lock:
            self._faults = faults

    def striking(self, call: Call) -> Fault | None:
        """The fault that happens to this call."""
        if call.role == MANAGER:
            return None
        with self._lock:
            for fault in self._faults:
                if fault.matches(call) and fault.strikes(self._chance):
                    return fault
        return None


def failed_answer(fault: Fault, call: Call) -> Answer | None:
    """The answer in place of AWS's; None where AWS's own is spoilt afterwards."""
    match fault.how:
        case "denied":
            return error_of(call, access_denied(call, fault.message))
        case "throttled":
            return error_of(call, _throttle(call))
        case "broken":
            return error_of(call, AwsError("InternalFailure", "An internal error occurred", 500))
        case "web_page":
            return Answer(200, (("Content-Type", "text/html"),), WEB_PAGE)
    return None


def _throttle(call: Call) -> AwsError:
    if call.protocol == "query":
        code, status = QUERY_THROTTLE
    else:
        code, status = XML_THROTTLES.get(call.service, JSON_THROTTLE)
    return AwsError(code, "Rate exceeded", status)


def _fault(declared: Mapping[str, Any]) -> Fault:
    unknown = [name for name in declared if name.startswith("_")]
    try:
        fault = Fault(**declared)
    except TypeError as error:
        raise UnknownFault(str(error)) from error
    if unknown or fault.how not in KINDS:
        raise UnknownFault(f"no fault {declared}; there are {', '.join(sorted(KINDS))}")
    return fault
