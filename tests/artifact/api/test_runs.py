"""Starting a run, once however often it is asked for, and watching it."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from artifact.clock import now
from artifact.idempotency.forget import forget_answers
from artifact.idempotency.models import KeptAnswer
from compliance.models import Collection, Entry
from tests.artifact import factories
from tests.artifact.api.asking import Program

KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


@pytest.mark.django_db
def test_a_run_is_started_and_watched() -> None:
    account = factories.account()
    program = Program("engineer")

    started = program.post("/runs", {"account": account.account_id, "services": ["kms"]})

    assert started.status_code == 201
    assert started.json()["state"] == "queued"
    assert started.json()["services"] == ["kms"]
    watched = program.client.get(started["Location"])
    assert watched.json()["units"][0]["state"] == "queued"
    entry = Entry.objects.get(action="collection.started")
    assert entry.actor == program.person.email
    mine = program.get("/runs", {"account": account.account_id, "status": "queued"})
    assert [one["id"] for one in mine.json()["items"]] == [started.json()["id"]]
    again = program.post("/runs", {"account": account.account_id})
    assert again.status_code == 409
    assert again.json()["run"] == started.json()["id"]


@pytest.mark.django_db
def test_a_run_tells_what_each_collector_saw() -> None:
    account = factories.account()
    run = factories.collection(account)
    kept = factories.snapshot(account, run=run)
    found = Program("engineer").get(f"/runs/{run.pk}").json()
    (place,) = [one for one in found["coverage"] if one["snapshot"]]
    assert (place["region"], place["collector"]) == ("eu-west-1", "kms")
    assert place["snapshot"] == kept.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "#/account"),
        ({"account": "12"}, "#/account"),
        ({"account": "1" * 12, "region": "x"}, "#/region"),
        ({"account": "1" * 12, "services": ["kms", ""]}, "#/services/1"),
    ],
)
def test_what_is_wrong_with_a_body_is_pointed_at(body: Any, where: str) -> None:
    answer = Program("engineer").post("/runs", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == where


@pytest.mark.django_db
def test_what_is_no_json_and_what_is_too_large_is_refused() -> None:
    program = Program("engineer")
    sent = program.client.post
    broken = sent("/api/v1/runs", b"{", content_type="application/json")
    assert (broken.status_code, broken.json()["type"]) == (400, "/api/problems/unreadable")
    form = sent("/api/v1/runs", b'{"account": "111111111111"}', content_type="text/plain")
    assert (form.status_code, form.json()["type"]) == (415, "/api/problems/unsupported-media-type")
    large = sent("/api/v1/runs", b" " * 3_000_000, content_type="application/json")
    assert (large.status_code, large.json()["type"]) == (413, "/api/problems/body-too-large")


@pytest.mark.django_db
def test_the_same_request_is_answered_alike_and_done_once() -> None:
    account = factories.account()
    program = Program("engineer")
    body = {"account": account.account_id}

    first, second = (program.post("/runs", body, **KEY) for _ in range(2))

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second["Location"] == first["Location"]
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert Collection.objects.count() == 1
    other = program.post("/runs", {"account": "9" * 12}, **KEY)
    assert other.status_code == 422
    assert other.json()["type"] == "/api/problems/idempotency-key-reused"
    # Another person's key is another key.
    assert Program("engineer").post("/runs", body, **KEY).status_code == 409


@pytest.mark.django_db
def test_a_refusal_is_not_kept_and_a_day_later_nothing_is() -> None:
    program = Program("engineer")
    assert program.post("/runs", {"account": "1" * 12}, **KEY).status_code == 404
    factories.account(account_id="1" * 12)
    assert program.post("/runs", {"account": "1" * 12}, **KEY).status_code == 201

    KeptAnswer.objects.update(expires_at=now() - timedelta(seconds=1))
    assert program.post("/runs", {"account": "1" * 12}, **KEY).status_code == 409
    assert forget_answers(now=now()) == 0 or not KeptAnswer.objects.exists()
    malformed = program.post("/runs", {}, **{"Idempotency-Key": "a b"})
    assert malformed.status_code == 422


@pytest.mark.django_db
def test_what_breaks_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies between the work and its answer: neither is there, and it is done again."""
    account = factories.account()
    program = Program("engineer")
    with monkeypatch.context() as patch:
        patch.setattr(KeptAnswer.objects, "create", _dies)
        assert program.post("/runs", {"account": account.account_id}, **KEY).status_code == 500
    assert not Collection.objects.exists()
    assert not Entry.objects.filter(action="collection.started").exists()

    assert program.post("/runs", {"account": account.account_id}, **KEY).status_code == 201
    assert Collection.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_does_it() -> None:
    account = factories.account()
    program = Program("engineer")
    together, answers = Barrier(6), []

    def ask() -> None:
        together.wait()
        answers.append(program.post("/runs", {"account": account.account_id}, **KEY))
        connection.close()

    threads = [Thread(target=ask) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert Collection.objects.count() == 1
    statuses = sorted(one.status_code for one in answers)
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    done = {one.content for one in answers if one.status_code == 201}
    assert len(done) == 1
    for one in answers:
        if one.status_code == 409:
            assert one.json()["type"] == "/api/problems/request-in-progress"


def _dies(**_: object) -> None:
    raise RuntimeError("the process dies")
