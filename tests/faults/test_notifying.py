"""Workers that die while they tell and send: nothing is lost, and nothing is told twice."""

from collections.abc import Iterator

import pytest

from artifact.notifications.models import Attempt, Delivery
from tests.artifact.notifications.receiver import Receiver
from tests.artifact.notifications.telling import publish, reader, report, subscription, webhook
from tests.faults.processes import PROCESSES, Workers, until

pytestmark = pytest.mark.django_db(transaction=True)
REPORTS = 12


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program that holds each call until it is let go."""
    made = Receiver(holds=True)
    yield made
    made.end()


def test_what_was_being_sent_when_the_worker_was_killed_is_sent_by_another(
    receiver: Receiver, workers: Workers
) -> None:
    person = reader()
    hook, secret = webhook(person, receiver.url)
    subscription(person, webhooks=[hook])
    found = [report(title=f"Report {number}") for number in range(REPORTS)]
    for one in found:
        publish(one)

    workers.start()
    # Every process waits for an answer: killed now, no attempt is between its row and its call.
    until(lambda: len(receiver.received) == PROCESSES, workers)
    workers.kill()
    receiver.holds = False
    receiver.let_go.set()
    workers.start()
    sent = Delivery.objects.filter(channel="webhook", state=Delivery.State.DONE)
    until(lambda: sent.count() == REPORTS, workers)

    inbox = Delivery.objects.filter(channel="inbox")
    assert inbox.count() == REPORTS
    assert len(set(receiver.ids)) == REPORTS
    # Sent again is only what nobody had answered, under the same id.
    assert len(receiver.received) == REPORTS + PROCESSES
    assert Attempt.objects.filter(ended_at=None).count() == PROCESSES
    for call in receiver.received:
        assert call.verified(secret)["type"] == "report.published"
