"""Requests through the portal: who may do what, and what each step leaves behind."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from artifact.clock import now
from artifact.engagements.requests import Attachment, AuditRequest, RequestEvent
from compliance.models import Blob, Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked, hand_in, judge, text_file
from tests.artifact.engagements.work.desks import Desk

pytestmark = pytest.mark.django_db
FIRST, SECOND = "E-2026-0001", "E-2026-0002"


def kinds(request: AuditRequest) -> list[str]:
    """The request's log."""
    return [one.kind for one in request.events.order_by("pk")]


def test_asked_handed_in_returned_handed_in_again_and_accepted(desk: Desk) -> None:
    request = asked(desk, references="kms.rotation-enabled\nROC-7", owner=desk.inside.email)
    hand_in(desk, request)
    judge(desk, request, accept=False, reason="The owners are missing.")
    hand_in(desk, request, text="See page 2.", file=text_file("owners.txt", b"Owners"))
    judge(desk, request, accept=True)

    request.refresh_from_db()
    assert (request.state, request.references) == ("accepted", ["kms.rotation-enabled", "ROC-7"])
    assert kinds(request) == ["asked", "received", "returned", "received", "accepted"]
    page = desk.answer.get(desk.path(f"requests/{request.number}/")).content.decode()
    assert "The owners are missing." in page
    assert "owners.txt" in page
    written = Entry.objects.filter(action__startswith="request.").order_by("pk")
    assert [(one.action, one.actor) for one in written] == [
        ("request.asked", desk.auditor.email),
        ("request.received", desk.inside.email),
        ("request.returned", desk.auditor.email),
        ("request.received", desk.inside.email),
        ("request.accepted", desk.auditor.email),
    ]


def test_a_file_comes_back_byte_for_byte_and_its_reading_is_in_the_ledger(desk: Desk) -> None:
    content = b"\xef\xbb\xbfa;b\r\n" + bytes(range(32, 127)) * 1000
    request = asked(desk)
    hand_in(desk, request, file=text_file("../../Größe <b>.csv", content))
    (kept,) = Attachment.objects.all()

    answer = desk.audit.get(desk.path(f"requests/{request.number}/files/{kept.pk}"))

    assert b"".join(answer) == content
    assert kept.content_id == hashlib.sha256(content).hexdigest()
    assert kept.filename == "Größe <b>.csv"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    (read,) = Entry.objects.filter(action="attachment.read")
    assert (read.actor, read.details["sha256"]) == (desk.auditor.email, kept.content_id)
    page = desk.audit.get(desk.path(f"requests/{request.number}/")).content.decode()
    assert "Größe &lt;b&gt;.csv" in page


def test_evidence_and_reports_are_linked(desk: Desk) -> None:
    version = factories.version(factories.series(factories.Scope(desk.accounts), "HIPAA report"))
    request = asked(desk)

    hand_in(desk, request, evidence=desk.number(), reports=[version.pk])

    linked = [(one.snapshot, one.version) for one in Attachment.objects.order_by("pk")]
    assert linked == [(desk.snapshots[0], None), (None, version)]
    page = desk.audit.get(desk.path("requests/1/")).content.decode()
    assert desk.path(f"evidence/{desk.number()}/") in page
    assert "HIPAA report, version 1" in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": " "}, "Hand in a file"),
        ({"file": text_file(content=b"\x00\x01\x02")}, "does not take this kind of file"),
        ({"file": text_file("broken.pdf", b"%PDF-1.7 nothing follows")}, "PDF is damaged"),
        ({"evidence": "E-2026-9999"}, "Not evidence of this engagement: E-2026-9999"),
        ({"evidence": "E-1"}, "as E-2026-0001"),
    ],
)
def test_what_cannot_be_used_is_refused_whole(desk: Desk, given: dict[str, Any], why: str) -> None:
    request = asked(desk)
    good = {"file": [text_file(), given["file"]]} if "file" in given else given

    response = hand_in(desk, request, **good)

    assert why in response.content.decode()
    request.refresh_from_db()
    assert request.state == "open"
    assert not Attachment.objects.exists()
    assert not Blob.objects.filter(pk=hashlib.sha256(b"Key 1").hexdigest()).exists()


def test_evidence_of_another_engagement_is_not_linked(desk: Desk, as_: SignIn) -> None:
    other = desks.desk(as_)
    other.snapshots += [
        desks.read(other.accounts[0], region) for region in ("eu-west-1", "us-east-1")
    ]
    assert (desk.number(), other.number(), other.number(1)) == (FIRST, FIRST, SECOND)

    response = hand_in(desk, asked(desk), evidence=f"{FIRST}, {SECOND}")

    assert f"Not evidence of this engagement: {SECOND}." in response.content.decode()
    assert not Attachment.objects.exists()


def test_an_accepted_request_takes_nothing_more(desk: Desk) -> None:
    request = asked(desk)
    hand_in(desk, request)
    judge(desk, request, accept=True)

    late = hand_in(desk, request)
    judge(desk, request, accept=False, reason="After all not.")
    change = desk.audit.post(desk.path("requests/1/change/"), {"title": "Another"})

    assert "is accepted" in late.content.decode()
    assert "is accepted" in change.content.decode()
    assert kinds(request) == ["asked", "received", "accepted"]


def test_returning_needs_a_reason_and_something_received(desk: Desk) -> None:
    request = asked(desk)
    judge(desk, request, accept=True)
    hand_in(desk, request)
    judge(desk, request, accept=False, reason=" ")

    assert kinds(request) == ["asked", "received"]


def test_what_was_asked_before_a_change_stays_in_the_log(desk: Desk) -> None:
    request = asked(desk, title="Key register", due_on="2026-12-24")

    desk.audit.post(desk.path("requests/1/change/"), {"title": "Register of all keys"})

    changed = request.events.get(kind="changed")
    assert "title was Key register" in changed.text
    assert "due on was 2026-12-24" in changed.text
    (entry,) = Entry.objects.filter(action="request.changed")
    assert entry.details["before"] == {"title": "Key register", "due_on": "2026-12-24"}


def test_overdue_is_what_nothing_good_has_come_for(desk: Desk) -> None:
    yesterday = now().date() - timedelta(days=1)
    late = asked(desk, title="Late one", due_on=yesterday)
    answered = asked(desk, title="Answered one", due_on=yesterday)
    asked(desk, title="Due today", due_on=now().date())
    hand_in(desk, answered)

    page = desk.answer.get(desk.path("requests/?state=overdue")).content.decode()

    assert late.title in page
    assert "1 overdue" in page
    assert "Answered one" not in page
    assert "Due today" not in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title": ""}, "This field is required"),
        ({"owner": "nobody@example.com"}, "Nobody inside has the address"),
        ({"period_start": "2026-01-01"}, "both ends"),
        ({"period_start": "2026-02-01", "period_end": "2026-01-01"}, "ends before it starts"),
    ],
)
def test_what_cannot_be_asked_is_refused(desk: Desk, given: dict[str, str], why: str) -> None:
    response = desk.audit.post(desk.path("requests/ask/"), {"title": "Register", **given})

    assert why in response.content.decode()
    assert not AuditRequest.objects.exists()


def test_a_closed_engagement_takes_nothing_more(desk: Desk) -> None:
    request = asked(desk)
    desk.engagement.closed_at = now()
    desk.engagement.save()

    response = hand_in(desk, request)

    assert response.status_code == 302
    assert kinds(request) == ["asked"]
    page = desk.answer.get(desk.path("requests/")).content.decode()
    assert f"closed on {date.today():%Y-%m-%d}" in page  # noqa: DTZ011 -- any zone's day will do
    assert desk.audit.get(desk.path("requests/")).status_code == 404


def test_the_log_is_never_changed_and_no_request_deleted(desk: Desk) -> None:
    hand_in(desk, asked(desk))
    for statement in (
        "UPDATE artifact_requestevent SET text = ''",
        "DELETE FROM artifact_attachment",
        "DELETE FROM artifact_auditrequest",
    ):
        with (
            pytest.raises(IntegrityError, match="written once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert RequestEvent.objects.count() == 2
