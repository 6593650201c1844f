"""`manage.py activity` in its three formats, and what it says was not read."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance.collectors.occurrence import Kind
from compliance.models import Account, Snapshot
from tests.artifact import factories
from tests.artifact.histories import happening, history
from tests.compliance.collectors.histories import ROOT

pytestmark = pytest.mark.django_db

NOT_ALL_READ = 3
READ = ("--from", "2026-03-31", "--until", "2026-03-31T23:59:59Z", "--region", "eu-west-1")


@pytest.fixture
def kept() -> Snapshot:
    """A change of a key's policy, and the root user's sign-in, on a day that was wholly read."""
    account = factories.account("111111111111", regions=["eu-west-1"])
    first = happening(requestParameters={"keyId": "=key"}, sourceIPAddress="198.51.100.7")
    later = factories.MOMENT + timedelta(hours=1)
    second = happening("ConsoleLogin", later, userIdentity=ROOT, errorCode="Denied")
    return history(account, [first, second])


def run(*words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("activity", *words, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_json_has_one_occurrence_a_line_the_newest_first(kept: Snapshot) -> None:
    status, out, err = run(*READ, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [line["event"] for line in lines] == ["ConsoleLogin", "PutKeyPolicy"]
    assert lines[1] == {
        "type": "occurrence",
        "at": "2026-03-31T12:00:00+00:00",
        "account": "111111111111",
        "region": "eu-west-1",
        "event": "PutKeyPolicy",
        "kinds": ["key_policy_change"],
        "who": "arn:aws:iam::123456789012:user/maria",
        "source": "198.51.100.7",
        "resources": ["=key"],
        "mfa": "unknown",
        "error": "",
        "event_id": lines[1]["event_id"],
        "collected_at": kept.ended_at.isoformat(),
        "snapshot": kept.pk,
        "call": lines[1]["call"],
        "sha256": kept.blob_id,
    }


def test_csv_and_table_have_the_same_rows(kept: Snapshot) -> None:
    status, out, _ = run(*READ, "--format", "csv")
    rows = list(csv.DictReader(StringIO(out)))
    assert status == 0
    assert [row["kinds"] for row in rows] == ["root_use console_sign_in", "key_policy_change"]
    assert rows[1]["resources"] == "'=key"
    status, out, _ = run(*READ)
    header, *lines = out.splitlines()
    assert header.split()[:4] == ["at", "account", "region", "event"]
    assert [line.split()[3] for line in lines] == ["ConsoleLogin", "PutKeyPolicy"]


@pytest.mark.parametrize("how", ["table", "json", "csv"])
def test_what_was_not_read_is_said_and_makes_the_exit_status(kept: Snapshot, how: str) -> None:
    words = ["--from", "2026-03-30T11:00:00Z", "--until", "2026-03-31", "--region", "eu-west-1"]
    status, out, err = run(*words, "--format", how)
    assert status == NOT_ALL_READ
    said = err if how == "csv" else out
    assert "2026-03-30T11:00:00+00:00" in said
    assert "2026-03-30T11:59:59+00:00" in said
    if how == "json":
        gap = json.loads(out.splitlines()[-1])
        assert (gap["type"], gap["kinds"]) == ("unread", [kind.value for kind in Kind])


def test_the_region_of_sign_ins_is_missing_where_it_was_never_read(kept: Snapshot) -> None:
    status, out, _ = run("--from", "2026-03-31", "--until", "2026-03-31")
    assert status == NOT_ALL_READ
    assert "not read: 111111111111 us-east-1 2026-03-31T00:00:00+00:00" in out
    assert "not read: 111111111111 eu-west-1" not in out


def test_nothing_known_is_no_empty_answer() -> None:
    factories.account("222222222222")
    status, out, _ = run()
    assert status == NOT_ALL_READ
    assert "not read: 222222222222 us-east-1" in out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ["ConsoleLogin", "PutKeyPolicy"]),
        (["--kind", "root_use"], ["ConsoleLogin"]),
        (["--kind", "root_use", "--kind", "key_policy_change"], ["ConsoleLogin", "PutKeyPolicy"]),
        (["--kind", "secret_read"], []),
        (["--account", "111111111111"], ["ConsoleLogin", "PutKeyPolicy"]),
        (["--account", "333333333333"], []),
        (["--from", "2026-03-31T12:30:00Z"], ["ConsoleLogin"]),
        (["--until", "2026-03-31T12:00:00Z"], ["PutKeyPolicy"]),
    ],
)
def test_filters_narrow(kept: Snapshot, words: list[str], found: list[str]) -> None:
    factories.account("333333333333", regions=["eu-west-1"])
    _, out, _ = run(*READ, *words, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [one["event"] for one in lines if one["type"] == "occurrence"] == found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--account", "999999999999"], "Not connected: 999999999999"),
        (["--from", "yesterday"], "'yesterday' is no time"),
        (["--from", "2026-03-31", "--until", "2026-03-30"], "before it begins"),
    ],
)
def test_wrong_words_are_named(kept: Snapshot, words: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(*words)


def test_without_an_account_it_says_how_to_begin() -> None:
    assert not Account.objects.exists()
    with pytest.raises(CommandError, match="connect_account"):
        run()
