"""`manage.py retention`, `legal_hold` and `fixity`: what goes, what stays, what is certified."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from artifact.clock import now
from artifact.tasks import check_evidence, dispose_of_evidence
from compliance.aws.tape import Tape
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.gather import Reading
from compliance.evidence.keep import keep
from compliance.evidence.set_retention import set_retention
from compliance.evidence.store import BlobDisposed, get
from compliance.models import (
    Account,
    Disposal,
    Entry,
    FixityCheck,
    LegalHold,
    RetentionClass,
    Snapshot,
    Unit,
)
from tests.artifact import factories
from tests.artifact.histories import happening, history

pytestmark = pytest.mark.django_db
DAMAGED = 4
YEAR = 365
KEPT_YEARS_AGO = (9, 8, 1)


@pytest.fixture(autouse=True)
def classes() -> None:
    """Only the six years of HIPAA, counted from when it was last in effect."""
    RetentionClass.objects.all().delete()
    rule("hipaa", 2192)


@pytest.fixture
def account() -> Account:
    """An account with evidence of nine, eight and one years ago, each with other bytes."""
    made = factories.account()
    for years in KEPT_YEARS_AGO:
        kept(made, now() - timedelta(days=YEAR * years), b"%d" % years)
    return made


def rule(
    name: str, days: int, counted_from: str = "last_in_effect", accounts: Sequence[Account] = ()
) -> RetentionClass:
    """A class of retention."""
    return set_retention(
        name,
        days=days,
        counted_from=counted_from,
        source="test",
        accounts=accounts,
        actor="test",
        now=now(),
    )


def kept(of: Account, at: datetime, content: bytes, region: str = "eu-west-1") -> Snapshot:
    """Evidence that was collected then; the content makes it its own bytes."""
    run = factories.collection(of)
    unit = Unit.objects.create(collection=run, region=region, state=Unit.State.DONE)
    call = factories.kms_calls(region)[0].call
    tape = Tape()
    tape.record(call, b'{"Keys": [], "Truncated": false, "%s": 1}' % content)
    reading = Reading(COLLECTORS["kms"], at, at, tape.recorded(), "", caller_arn=factories.CALLER)
    with transaction.atomic():
        return keep(unit, reading, now=at)


def run(name: str, *words: str) -> tuple[int, str]:
    """The exit status of a command, and what it prints."""
    out = StringIO()
    try:
        call_command(name, *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def ages(of: Account) -> list[int]:
    """How many years old the evidence is whose bytes can still be read."""
    readable = []
    for snapshot in Snapshot.objects.filter(account=of).order_by("ended_at"):
        try:
            get(snapshot.blob_id)
        except BlobDisposed:
            continue
        readable.append((now() - snapshot.ended_at).days // YEAR)
    return readable


def test_evidence_goes_six_years_after_it_was_last_in_effect(account: Account) -> None:
    """Of nine years ago: superseded eight years ago. Of eight: in effect until last year."""
    assert run("retention", "dispose", "--dry-run")[1] == "1 blobs are due. Nothing was deleted.\n"
    assert run("retention", "dispose")[1].startswith("1 blobs were deleted")
    assert ages(account) == [8, 1]
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_what_was_deleted_is_certified_and_no_damage(account: Account) -> None:
    oldest = Snapshot.objects.order_by("ended_at")[0]
    run("retention", "dispose")
    certificate = Disposal.objects.get().certificate
    assert certificate.details["sha256"] == oldest.blob_id
    assert certificate.details["snapshots"][0]["receipt_sha256"] == oldest.receipt_sha256
    with pytest.raises(BlobDisposed, match=f"entry {certificate.pk} of the ledger certifies"):
        get(oldest.blob_id)
    assert run("verify")[0] == 0
    assert run("fixity")[0] == 0
    assert Snapshot.objects.filter(account=account).count() == len(KEPT_YEARS_AGO)


def test_newest_evidence_is_never_due(account: Account) -> None:
    rule("hipaa", 1)
    run("retention", "dispose")
    assert ages(account) == [1]


def test_the_class_that_asks_for_longest_holds(account: Account) -> None:
    rule("own", 10 * YEAR)
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_a_class_of_another_account_does_not_hold(account: Account) -> None:
    rule("own", 10 * YEAR, accounts=[factories.account()])
    assert run("retention", "dispose")[1].startswith("1 blobs")


def test_an_account_without_any_class_keeps_everything(account: Account) -> None:
    RetentionClass.objects.all().delete()
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_days_may_count_from_the_collection(account: Account) -> None:
    rule("hipaa", 7 * YEAR, "collected")
    run("retention", "dispose")
    assert ages(account) == [1]


def test_what_a_report_rests_on_stays(account: Account) -> None:
    version = factories.version(factories.series(factories.Scope([account])))
    version.snapshots.set(Snapshot.objects.filter(account=account))
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_what_rows_of_the_history_rest_on_stays(account: Account) -> None:
    """A later reading tells of a later span: it takes no older one's place."""
    of_an_event = history(account, [happening()])
    that_nothing_happened = history(factories.account(), region="us-east-1")
    for one in (of_an_event, that_nothing_happened):
        history(one.account, region=one.region, begin=now() - timedelta(days=1), end=now())
    rule("hipaa", 1, "collected")
    run("retention", "dispose")
    assert ages(account) == [1, 0, 0]
    assert get(that_nothing_happened.blob_id)


@pytest.mark.parametrize(
    ("closed_years_ago", "left"), [(None, [9, 8, 1]), (5, [9, 8, 1]), (7, [8, 1])]
)
def test_what_opened_a_finding_stays_as_long_as_the_finding_and_its_class(
    account: Account, closed_years_ago: int | None, left: list[int]
) -> None:
    oldest = Snapshot.objects.order_by("ended_at")[0]
    closed_at = closed_years_ago and now() - timedelta(days=YEAR * closed_years_ago)
    factories.finding(
        account, opened_by=oldest, opened_at=oldest.ended_at, closed_at=closed_at or None
    )
    run("retention", "dispose")
    assert ages(account) == left


@pytest.mark.parametrize("scope", [[], ["--account"]])
def test_a_legal_hold_stops_deletion_until_its_release(account: Account, scope: list[str]) -> None:
    words = [*scope, account.account_id] if scope else []
    assert "Hold" in run("legal_hold", "place", "--reason", "Case 7", *words)[1]
    assert run("retention", "dispose")[1].startswith("0 blobs")
    held = LegalHold.objects.get()
    assert "Case 7" in run("legal_hold", "list")[1]
    run("legal_hold", "release", str(held.pk), "--reason", "settled")
    assert run("legal_hold", "list")[1] == ""
    assert run("retention", "dispose")[1].startswith("1 blobs")
    acts = Entry.objects.filter(subject=f"legal-hold:{held.pk}").order_by("pk")
    assert [entry.action for entry in acts] == ["hold.placed", "hold.released"]


def test_a_hold_of_another_account_stops_nothing(account: Account) -> None:
    run("legal_hold", "place", "--reason", "x", "--account", factories.account().account_id)
    assert run("retention", "dispose")[1].startswith("1 blobs")


def test_bytes_that_another_account_still_needs_stay(account: Account) -> None:
    """The same bytes are stored once; they go with the last that is due."""
    other = factories.account()
    kept(other, now() - timedelta(days=1), b"9")
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_bytes_that_come_back_are_kept_anew(account: Account) -> None:
    run("retention", "dispose")
    kept(account, now(), b"9")
    assert ages(account) == [9, 8, 1, 0]
    assert run("fixity")[0] == 0
    assert run("retention", "dispose")[1].startswith("0 blobs")


def test_what_was_certified_and_not_deleted_is_deleted_by_the_next_run(
    account: Account, own_store: Path
) -> None:
    """As after a process that died in between."""
    oldest = Snapshot.objects.order_by("ended_at")[0]
    name = f"{oldest.blob_id[:2]}/{oldest.blob_id[2:4]}/{oldest.blob_id}.zst"
    content = (own_store / name).read_bytes()
    run("retention", "dispose")
    (own_store / name).write_bytes(content)
    assert run("retention", "dispose")[1].startswith("1 blobs")
    assert not (own_store / name).exists()
    assert Disposal.objects.count() == 1


def test_a_changed_byte_is_found_and_stands_in_the_report(
    account: Account, own_store: Path
) -> None:
    damaged = Snapshot.objects.order_by("ended_at")[0].blob_id
    path = own_store / damaged[:2] / damaged[2:4] / f"{damaged}.zst"
    path.chmod(0o600)
    path.write_bytes(b"something else")
    status, said = run("fixity")
    assert status == DAMAGED
    assert f"blob {damaged} is altered" in said
    check = FixityCheck.objects.get()
    assert (check.state, check.steps_done) == ("incomplete", len(KEPT_YEARS_AGO))
    assert [one["blob"] for one in check.damaged] == [damaged]
    entry = Entry.objects.get(action="evidence.fixity-checked")
    assert entry.details["damaged"] == check.damaged


@pytest.mark.parametrize(("switched_on", "left"), [(True, [8, 1]), (False, [9, 8, 1])])
def test_the_night_deletes_only_where_that_is_switched_on(
    account: Account, settings: Settings, *, switched_on: bool, left: list[int]
) -> None:
    settings.DISPOSE_EVIDENCE = switched_on
    check_evidence.run()
    dispose_of_evidence.run()
    assert ages(account) == left
    assert FixityCheck.objects.get().requested_by == "schedule"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["set", "x y", "--days", "3", "--source", "s"], "slug"),
        (["set", "x", "--days", "0", "--source", "s"], "retention_of_a_day_at_least"),
        (["set", "x", "--days", "-1", "--source", "s"], "greater than or equal to 0"),
        (["set", "x", "--days", "3", "--source", ""], "blank"),
        (["set", "x", "--days", "3", "--source", "s", "--account", "999"], "not connected"),
    ],
)
def test_a_rule_that_is_none_is_refused(words: list[str], why: str) -> None:
    before = RetentionClass.objects.count()
    with pytest.raises(CommandError, match=why):
        run("retention", *words)
    assert RetentionClass.objects.count() == before


@pytest.mark.parametrize(
    "words",
    [
        ["place", "--reason", " "],
        ["place", "--reason", "x", "--account", "999"],
        ["release", "9999", "--reason", "x"],
    ],
)
def test_a_hold_that_cannot_be_is_refused(words: list[str]) -> None:
    with pytest.raises(CommandError):
        run("legal_hold", *words)


def test_a_changed_rule_stands_in_the_ledger() -> None:
    run("retention", "set", "hipaa", "--days", "3000", "--source", "board decision")
    entry = Entry.objects.filter(action="retention.set").latest("pk")
    assert entry.details["before"] == "hipaa: 2192 days from last_in_effect"
    assert entry.details["after"] == "hipaa: 3000 days from last_in_effect"
    assert "board decision" in run("retention", "show")[1]
