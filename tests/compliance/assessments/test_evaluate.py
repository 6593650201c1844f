"""Findings as spans: what opens them, what closes them, and what leaves them alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from compliance.assessments.evaluate import evaluate
from compliance.assessments.models import Finding
from compliance.collectors.resource import Resource
from compliance.controls.control import CONTROLS, Context, Outcome, passed
from compliance.evidence.start import start
from compliance.models import Account, Collection, ControlSet, Evaluation, Snapshot
from tests.estate import Estate, Fault
from tests.reading import MAX_AGE, Clock, judge, read, read_and_judge

pytestmark = pytest.mark.django_db
ROTATION = "kms.rotation-enabled"
Span = tuple[str, datetime, datetime | None]


def key(estate: Estate) -> str:
    """A customer managed key that does not rotate."""
    made = estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    return str(made["KeyMetadata"]["Arn"])


def spans(resource: str, control: str = ROTATION) -> list[Span]:
    """Every span of the resource, oldest first."""
    rows = Finding.objects.filter(resource=resource, control=control, limits_of="")
    return list(rows.order_by("opened_at").values_list("status", "opened_at", "closed_at"))


def everything() -> list[dict[str, Any]]:
    """Every row there is."""
    return [dict(one) for one in Finding.objects.order_by("pk").values()]


def ended(collection: Collection) -> datetime:
    """When it ended."""
    assert collection.finished_at is not None
    return collection.finished_at


def test_a_quiet_second_reading_writes_no_finding(
    estate: Estate, account: Account, clock: Clock
) -> None:
    key(estate)
    read_and_judge(account, clock)
    before = everything()
    clock.go_on(hours=24)
    read_and_judge(account, clock)
    assert everything() == before
    assert Evaluation.objects.count() == 4
    assert ControlSet.objects.count() == 1


def test_a_change_closes_one_span_and_opens_the_next_at_the_readings_end(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = key(estate)
    first = read_and_judge(account, clock)
    rows = Finding.objects.count()
    estate.client("kms").enable_key_rotation(KeyId=arn)
    clock.go_on(hours=24)
    second = read_and_judge(account, clock)
    assert spans(arn) == [
        ("fail", ended(first), ended(second)),
        ("pass", ended(second), None),
    ]
    opened = Finding.objects.get(resource=arn, control=ROTATION, limits_of="", closed_at=None)
    assert opened.opened_by == Snapshot.objects.get(
        unit__collection=second, collector="kms", region="us-east-1"
    )
    changed = Finding.objects.exclude(closed_at=None)
    assert {one.resource for one in changed} == {arn}
    assert Finding.objects.count() == rows + changed.count()


def test_what_held_at_an_instant_is_told_whenever_it_is_asked(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = key(estate)
    first = read_and_judge(account, clock)
    estate.client("kms").enable_key_rotation(KeyId=arn)
    clock.go_on(hours=24)
    second = read_and_judge(account, clock)
    tick = timedelta(microseconds=1)

    def at(instant: datetime) -> list[str]:
        held = Finding.objects.as_of(instant)
        found = held.filter(resource=arn, control=ROTATION, limits_of="")
        return list(found.values_list("status", flat=True))

    assert at(ended(first) - tick) == []
    assert at(ended(first)) == ["fail"]
    assert at(ended(second) - tick) == ["fail"]
    assert at(ended(second)) == ["pass"]


def test_a_resource_that_is_gone_has_no_open_span(
    estate: Estate, account: Account, clock: Clock
) -> None:
    secrets = estate.client("secretsmanager")
    arn = secrets.create_secret(Name="billing", SecretString="x")["ARN"]
    first = read_and_judge(account, clock)
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    second = read_and_judge(account, clock)
    rows = Finding.objects.filter(resource=arn)
    assert set(rows.values_list("opened_at", "closed_at")) == {(ended(first), ended(second))}


def test_a_narrower_reading_leaves_other_services_findings_alone(
    estate: Estate, account: Account, clock: Clock
) -> None:
    key(estate)
    estate.client("secretsmanager").create_secret(Name="billing", SecretString="x")
    read_and_judge(account, clock)
    others = Finding.objects.exclude(resource__contains=":kms:").exclude(region="global")
    before = list(others.order_by("pk").values())
    estate.client("secretsmanager").create_secret(Name="newer", SecretString="x")
    arn = key(estate)
    clock.go_on(hours=1)
    read_and_judge(account, clock, services=["kms"])
    assert list(others.order_by("pk").values()) == before
    assert [status for status, *_ in spans(arn)] == ["fail"]


def test_a_failed_reading_is_not_replaced_by_an_older_one(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = key(estate)
    read_and_judge(account, clock)
    estate.faults = [Fault("kms", "GetKeyRotationStatus")]
    clock.go_on(hours=1)
    read_and_judge(account, clock, services=["kms"])
    assert [status for status, *_ in spans(arn)] == ["fail", "not_determined"]


def test_evidence_that_is_too_old_is_not_judged_again(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.client("secretsmanager").create_secret(Name="billing", SecretString="x")
    read_and_judge(account, clock)
    clock.go_on(hours=49)
    read_and_judge(account, clock, services=["kms", "iam"])
    # Its controls need secrets and keys, and the secrets were last read too long ago.
    needing_both = [
        one.id for one in CONTROLS.values() if {"kms", "secretsmanager"} <= set(one.needs)
    ]
    rows = Finding.objects.current().filter(control__in=needing_both, region="us-east-1")
    assert set(rows.values_list("status", flat=True)) <= {"not_determined"}
    for reason in rows.values_list("reason", flat=True):
        assert "too old" in reason


def test_evaluating_twice_does_nothing_twice(account: Account, clock: Clock) -> None:
    collection = read(account, clock)
    assert [one.pk for one in judge(account, clock)] == [collection.pk]
    before = everything()
    assert judge(account, clock) == []
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_evaluating_side_by_side_does_nothing_twice(account: Account, clock: Clock) -> None:
    collection = read(account, clock)

    def one(_: int) -> list[int]:
        try:
            return [done.pk for done in judge(account, clock)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = [pk for found in pool.map(one, range(4)) for pk in found]
    assert done == [collection.pk]
    assert Evaluation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_while_findings_are_made_the_account_can_be_read_and_others_do_not_wait(
    account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(account, clock)
    judging, may_go_on = threading.Event(), threading.Event()

    def slow(_: Resource, __: Context) -> Outcome:
        judging.set()
        assert may_go_on.wait(20)
        return passed("It is.")

    control = replace(CONTROLS["cloudtrail.multi-region-trail"], judge=slow)
    monkeypatch.setitem(CONTROLS._plugins, control.id, control)

    def one() -> int:
        try:
            return len(evaluate(account.pk, now=clock(), max_age=MAX_AGE))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(one)
        assert judging.wait(20)
        try:
            assert pool.submit(one).result(timeout=10) == 0
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            start(account, requested_by="test", now=clock())
        finally:
            may_go_on.set()
        assert first.result() == 1


def test_a_control_that_raises_is_not_determined_and_costs_no_other(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = key(estate)

    def broken(_: Resource, __: Context) -> Outcome:
        raise KeyError("Rotation")

    monkeypatch.setitem(CONTROLS._plugins, ROTATION, replace(CONTROLS[ROTATION], judge=broken))
    read_and_judge(account, clock)
    row = Finding.objects.get(resource=arn, control=ROTATION, limits_of="")
    assert (row.status, row.reason) == (
        "not_determined",
        "The control failed: KeyError: 'Rotation'",
    )
    others = Finding.objects.filter(resource=arn).exclude(control=ROTATION)
    assert "not_determined" not in set(others.values_list("status", flat=True))


def test_a_raised_version_of_a_control_opens_a_new_span(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = key(estate)
    read_and_judge(account, clock)
    newer = replace(CONTROLS[ROTATION], version=CONTROLS[ROTATION].version + 1)
    monkeypatch.setitem(CONTROLS._plugins, ROTATION, newer)
    read_and_judge(account, clock)
    assert [status for status, *_ in spans(arn)] == ["fail", "fail"]
    assert ControlSet.objects.count() == 2


def test_a_control_that_was_removed_has_no_findings_any_more(
    estate: Estate, account: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = key(estate)
    read_and_judge(account, clock)
    monkeypatch.delitem(CONTROLS._plugins, ROTATION)
    second = read_and_judge(account, clock)
    assert [closed for _, _, closed in spans(arn)] == [ended(second)]


def test_the_same_evidence_gives_the_same_findings_at_any_later_time(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = key(estate)
    read(account, clock)
    estate.client("kms").enable_key_rotation(KeyId=arn)
    clock.go_on(hours=1)
    read(account, clock)
    judge(account, clock)
    before = told()
    forget_findings()
    clock.go_on(days=400)
    judge(account, clock)
    assert told() == before
    assert len(spans(arn)) == 2


def told() -> list[dict[str, Any]]:
    """What the findings say, without the numbers of their rows."""
    rows = Finding.objects.order_by("opened_at", "region", "control", "limits_of", "resource")
    return [{**one, "id": None} for one in rows.values()]


def forget_findings() -> None:
    """Take back every evaluation, as only the tables' owner can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may be pending at ALTER TABLE
        for table in ("compliance_finding", "compliance_evaluation"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- one of the two above
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("UPDATE compliance_collection SET evaluated_at = NULL")
