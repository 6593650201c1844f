"""Tell what is new and send what is due, one after the other, without workers."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from artifact.notifications.deliver import Outside, deliver
from artifact.notifications.models import Delivery
from artifact.notifications.owed import owed_deliveries
from artifact.notifications.take_in import take_in
from artifact.notifications.tell_expiries import tell_expiries
from compliance.lease import LeaseLost


def send_due(
    *, clock: Callable[[], datetime], lease_seconds: int, outside: Outside
) -> Iterator[str]:
    """A line of words for each step as it is done."""
    lease = timedelta(seconds=lease_seconds)
    yield f"{take_in(now=clock())} entries of the ledger were told"
    yield f"{tell_expiries(now=clock())} ends to come were told"
    while owed := owed_deliveries(now=clock(), hint_again_after=lease):
        for delivery_id in owed:
            try:
                state = deliver(delivery_id, clock=clock, lease=lease, outside=outside)
            except LeaseLost as lost:
                yield str(lost)
                continue
            delivery = Delivery.objects.select_related("notice").get(pk=delivery_id)
            yield f"{delivery.target}: {delivery.notice.title}: {state} {delivery.error}".rstrip()
