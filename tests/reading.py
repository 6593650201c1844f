"""Read an account as the workers do, in this process and with a clock of its own."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from compliance.assessments.evaluate import evaluate
from compliance.evidence.collect import collect
from compliance.evidence.start import start
from compliance.models import Account, Collection

# The lease is extended over a connection of its own, which cannot see a test's transaction.
LEASE = timedelta(hours=1)
MAX_AGE = timedelta(hours=48)
# Enough for every way in which readings and findings behave; all would take ten times as long.
SERVICES = ("cloudtrail", "iam", "kms", "s3account", "secretsmanager")
EVERY: tuple[str, ...] = ()


class Clock:
    """A clock that goes on by a millisecond at each look, and by what a test says."""

    def __init__(self, at: datetime | None = None) -> None:
        # The emulated estate stamps what it makes with the real time.
        self.at = at or datetime.now(UTC)

    def __call__(self) -> datetime:
        """The time now."""
        self.at += timedelta(milliseconds=1)
        return self.at

    def go_on(self, **by: float) -> datetime:
        """The time after `by`, as `timedelta` takes it."""
        self.at += timedelta(**by)
        return self.at


def read(
    account: Account,
    clock: Clock,
    *,
    services: Iterable[str] = SERVICES,
    regions: Iterable[str] = (),
) -> Collection:
    """An ended collection of the account, every unit read; `EVERY` for all services."""
    started = start(account, requested_by="test", now=clock(), services=services, regions=regions)
    owed = deque(started.units.values_list("pk", flat=True))
    while owed:
        finished = collect(owed.popleft(), clock=clock, lease=LEASE)
        owed.extend(finished.next_units if finished else ())
    return Collection.objects.get(pk=started.pk)


def judge(account: Account, clock: Clock) -> list[Collection]:
    """Those of the account's collections that were due, evaluated."""
    return evaluate(account.pk, now=clock(), max_age=MAX_AGE)


def read_and_judge(account: Account, clock: Clock, **what: Iterable[str]) -> Collection:
    """An ended and evaluated collection."""
    collection = read(account, clock, **what)
    judge(account, clock)
    return Collection.objects.get(pk=collection.pk)
