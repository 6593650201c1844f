"""The whole way over the seeded estate, against what was written down of it by hand."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from artifact.accounts.connect import AccountInput, connect_account
from artifact.clock import now
from compliance.assessments.evaluate import evaluate
from compliance.controls.control import CONTROLS
from compliance.evidence.collect import collect
from compliance.evidence.start import start
from compliance.models import Account, Blob, Collection, Finding, Snapshot, Unit
from demo.estate import declared_accounts
from demo.truth import truth
from tests.demo.connecting import connect
from tests.demo.never import lacking

# The lease is extended over a connection of its own, which cannot see this test's transaction.
LEASE = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def read_estate(estate: str, monkeypatch: pytest.MonkeyPatch, db: None) -> str:
    """Every account of the estate read and evaluated, as its workers would."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    for account in connect(estate):
        read(account)
    return estate


def read(account: Account) -> Collection:
    """Start, read each unit, evaluate."""
    collection = start(account, requested_by="test", now=now())
    while unit := collection.units.filter(state=Unit.State.QUEUED).first():
        collect(unit.pk, clock=now, lease=LEASE)
    evaluate(account.pk, now=now(), max_age=DAY)
    collection.refresh_from_db()
    return collection


def found() -> set[tuple[str, str, str, str, str]]:
    """Every row that the command line prints."""
    out = StringIO()
    call_command("findings", "--format", "json", stdout=out)
    rows = map(json.loads, out.getvalue().splitlines())
    return {
        (row["account"], row["region"], row["control"], row["resource"], row["status"])
        for row in rows
    }


def test_every_finding_is_as_the_estate_declares_it(read_estate: str) -> None:
    expected = {
        (one.account, one.region, one.control, one.resource, one.status)
        for one in truth(read_estate)
    }
    assert found() == expected


def test_a_second_reading_of_the_same_estate_changes_no_finding(read_estate: str) -> None:
    before = found()
    spans = Finding.objects.count()
    second = [read(account) for account in Account.objects.all()]
    assert found() == before
    assert Finding.objects.count() == spans
    kept = Snapshot.objects.filter(collector__in=["kms", "cloudtrail"])
    newer = kept.filter(unit__collection__in=second)
    assert newer.count() * 2 == kept.count()
    assert Blob.objects.filter(snapshots__in=newer).distinct().count() == len(
        {one.blob_id for one in kept.exclude(pk__in=newer)}
    )


def test_what_was_denied_never_passes(read_estate: str) -> None:
    """The readings say what is missing, and nothing that rests on it is a pass."""
    denied = Finding.objects.filter(reason__contains="not authorized")
    assert denied.exists()
    assert set(denied.values_list("status", flat=True)) == {Finding.Status.NOT_DETERMINED}
    states = dict(Collection.objects.values_list("account__name", "state"))
    assert states == {
        "production": Collection.State.INCOMPLETE,
        "payments": Collection.State.INCOMPLETE,
        "log-archive": Collection.State.COMPLETE,
        "sandbox": Collection.State.COMPLETE,
        "staging": Collection.State.INCOMPLETE,
    }


def test_the_estate_has_a_good_and_a_bad_case_of_every_control(estate: str) -> None:
    expected = truth(estate)
    for control in CONTROLS:
        statuses = {one.status for one in expected if one.control == control}
        assert not lacking(control, statuses, "pass", "fail"), control


def test_a_wrong_external_id_is_refused_and_nothing_passes(
    estate: str, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    one = declared_accounts()[0]
    given = AccountInput(
        one.id,
        name=one.name,
        role_arn=one.role_arn,
        external_id="somebody-elses",
        regions=one.regions,
        endpoint_url=estate,
    )
    account = connect_account(given, actor="test", now=now())
    collection = read(account)
    assert collection.state == Collection.State.INCOMPLETE
    inherited = Finding.objects.filter(control="shield.standard-inherited")
    statuses = set(Finding.objects.exclude(pk__in=inherited).values_list("status", flat=True))
    assert statuses == {Finding.Status.NOT_DETERMINED}
    reason = Finding.objects.filter(region="eu-west-1").values_list("reason", flat=True)[0]
    assert "external id" in reason
