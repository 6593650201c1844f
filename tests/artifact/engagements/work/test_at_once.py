"""Two people at the same instant, and a process that dies in the middle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from artifact.clock import now
from artifact.engagements.ask import ask
from artifact.engagements.conclude import ConclusionInput, conclude
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.import_requests import import_requests
from artifact.engagements.judge_request import JudgementRefused, judge_request
from artifact.engagements.request_input import RequestInput
from artifact.engagements.requests import AuditRequest, RequestEvent
from compliance.models import Entry
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked, hand_in
from tests.artifact.engagements.work.desks import CONTROL, Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """An engagement of which nothing was read."""
    return desks.desk(SignIn())


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """What each verb answers, or the name of its refusal, when all start together."""
    start = Barrier(len(verbs))

    def one(verb: Callable[[], object]) -> str:
        try:
            start.wait()
            return str(verb())
        except JudgementRefused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(one, verbs))


def test_of_two_judgements_one_holds(desk: Desk) -> None:
    request = asked(desk)
    hand_in(desk, request)

    def judged(verb: str) -> str:
        event = judge_request(
            request, is_enough=verb == "accept", reason="Why.", user=desk.auditor, now=now()
        )
        return event.kind

    said = at_once(*[lambda: judged("accept"), lambda: judged("return")] * 2)

    assert sorted(said)[:3] == ["JudgementRefused"] * 3
    request.refresh_from_db()
    assert [request.state] == [one for one in said if one != "JudgementRefused"]
    kinds = RequestEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["asked", "received", request.state]
    assert Entry.objects.filter(action__in=["request.accepted", "request.returned"]).count() == 1


def test_no_number_is_given_twice(desk: Desk) -> None:
    def another() -> int:
        given = RequestInput(title="Register")
        return ask(desk.engagement, given, user=desk.auditor, now=now()).number

    assert sorted(at_once(*[another] * 4)) == ["1", "2", "3", "4"]


def test_two_conclusions_are_two_versions(desk: Desk) -> None:
    given = ConclusionInput(verdict="effective", text="Fine.")

    def another() -> int:
        return conclude(desk.engagement, CONTROL, given, user=desk.auditor, now=now()).number

    assert sorted(at_once(*[another] * 3)) == ["1", "2", "3"]
    assert Conclusion.objects.count() == 3


def test_an_import_that_dies_in_the_middle_leaves_nothing(desk: Desk) -> None:
    content = b"Number,Title\n" + b"".join(b"%d,Request\n" % number for number in range(1, 10))

    def take() -> str:
        try:
            import_requests(desk.engagement, content, user=desk.auditor, now=now())
        except DatabaseError:
            return "died"
        finally:
            connection.close()
        return "whole"

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        # The import waits in its first row, between the ledger's line and the request's log.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE artifact_requestevent IN SHARE MODE")
        taking = pool.submit(take)
        while not terminated():
            pass
        said = taking.result()

    assert said == "died"
    assert not AuditRequest.objects.exists()
    assert not RequestEvent.objects.exists()
    assert not Entry.objects.filter(action__startswith="request").exists()


def terminated() -> bool:
    """End whoever waits for a row that this connection holds, as the death of its process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchall())
