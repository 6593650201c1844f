"""Read a place by several collectors at once."""

import logging
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from compliance.aws.reader import Reader
from compliance.aws.tape import RecordedCall
from compliance.collectors.collector import Collector
from compliance.lease import LeaseLost

logger = logging.getLogger(__name__)

# Most collectors find little and wait for one answer after another; together they wait once. A
# collector that began late would end late: the longest list is asked for from the first moment.
AT_ONCE = 32


@dataclass(frozen=True)
class Reading:
    """What one collector did. `error` says why it could not be read, or not to the end."""

    collector: Collector
    started_at: datetime
    ended_at: datetime
    recorded: Sequence[RecordedCall]
    error: str
    caller_arn: str = ""


def gather(
    work: Iterable[tuple[Collector, Reader]],
    *,
    clock: Callable[[], datetime],
    give_up: Callable[[], None] = lambda: None,
) -> Generator[Reading]:
    """The readings, in the order of the work, each as soon as it and those before it are there.

    Whoever stops asking for them has `give_up` called, after which no reader should go on.

    :raises LeaseLost: another worker has taken the work over in the meantime.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="collector") as pool:
        running = [pool.submit(_reading, collector, reader, clock) for collector, reader in work]
        try:
            while running:
                yield running.pop(0).result()
        finally:
            if running:
                give_up()
            for one in running:
                one.cancel()


def _reading(collector: Collector, reader: Reader, clock: Callable[[], datetime]) -> Reading:
    started_at, failure = clock(), ""
    try:
        collector.collect(reader)
    except LeaseLost:
        raise
    except Exception as error:
        # A collector's defect must cost its own evidence only, and must never look like none.
        logger.exception("collector %s failed in %s", collector.name, reader.region)
        failure = f"the collector failed: {type(error).__name__}: {error}"
    return Reading(
        collector, started_at, clock(), reader.recorded(), failure, caller_arn=reader.caller_arn
    )
