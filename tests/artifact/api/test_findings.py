"""Findings: filters, time, and pages while findings come and go."""

from datetime import timedelta

import pytest

from artifact.clock import now
from compliance.models import Finding
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def program() -> Program:
    """An engineer's, who sees everything."""
    return Program("engineer")


def ids(items: list[dict[str, int]]) -> list[int]:
    return [one["id"] for one in items]


def test_each_filter_narrows(program: Program) -> None:
    one, other = factories.account(), factories.account()
    wanted = factories.finding(one, region="eu-west-1", resource="arn:aws:kms:eu-west-1:1:key/Me")
    factories.finding(other, region="us-east-1", status="pass", control="kms.key-not-public")
    for query in (
        {"account": one.account_id},
        {"region": "eu-west-1"},
        {"status": "fail"},
        {"control": "kms.rotation-enabled"},
        {"resource": "KEY/me"},
        {"account": [one.account_id], "region": ["eu-west-1", "eu-west-2"], "collector": "kms"},
    ):
        assert ids(program.everything("/findings", **query)) == [wanted.pk], query
    assert len(program.everything("/findings", status=["fail", "pass"])) == 2
    assert program.everything("/findings", framework="none") == []
    assert program.everything("/findings", account="0" * 12) == []
    assert program.everything("/findings", severity="low") == []


def test_the_past_is_answered_alike_for_ever(program: Program) -> None:
    account = factories.account()
    then = now() - 10 * HOUR
    was = factories.finding(account, opened_at=then, closed_at=then + 2 * HOUR, resource="r")
    held = factories.finding(account, opened_at=then + 2 * HOUR, status="pass", resource="r")

    as_of = (then + HOUR).isoformat().replace("+00:00", "Z")
    assert ids(program.everything("/findings", as_of=as_of)) == [was.pk]
    assert ids(program.everything("/findings")) == [held.pk]
    assert ids(program.everything(f"/findings/{held.pk}/history")) == [held.pk, was.pk]
    opened = {"since": (then + 2 * HOUR).isoformat().replace("+00:00", "Z")}
    assert ids(program.everything("/findings", **opened)) == [held.pk]
    future = program.get("/findings", {"as_of": "2999-01-01T00:00:00Z"})
    assert future.json()["errors"] == [
        {"parameter": "as_of", "detail": "This instant is still to come."}
    ]
    assert program.get("/findings", {"as_of": "2026-01-01T00:00:00"}).status_code == 422


def test_pages_speak_of_one_instant_while_findings_come_and_go(program: Program) -> None:
    account = factories.account()
    begun = now() - HOUR
    before = [factories.finding(account, opened_at=begun) for _ in range(5)]

    first = program.get("/findings", {"limit": 2}).json()
    # One that is listed and one that is still to be listed change, and another appears.
    for old in (before[0], before[3]):
        Finding.objects.filter(pk=old.pk).update(closed_at=now())
        factories.finding(account, resource=old.resource, status="pass", opened_at=now())
    factories.finding(account, opened_at=now())
    second = program.get("/findings", {"limit": 2, "cursor": first["next"]}).json()
    third = program.get("/findings", {"limit": 2, "cursor": second["next"]}).json()

    listed = ids([*first["items"], *second["items"], *third["items"]])
    assert listed == [one.pk for one in before]
    assert third["next"] is None
    other = program.get("/findings", {"status": "fail", "cursor": first["next"]})
    assert other.status_code == 422


def test_a_finding_tells_what_it_bears_on(program: Program) -> None:
    account = factories.account()
    kept = factories.snapshot(account)
    found = factories.finding(account, opened_by=kept)
    told = program.get(f"/findings/{found.pk}").json()
    assert (told["snapshot"], told["confirmed_by"]) == (kept.pk, kept.pk)
    assert told["severity"] in {"critical", "high", "medium", "low"}
    assert {one["framework"] for one in told["requirements"]} == {"hipaa", "pci_dss_4_0_1"}
