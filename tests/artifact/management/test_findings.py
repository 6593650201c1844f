"""`manage.py findings` in its three formats."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance.models import Finding
from tests.artifact import factories

pytestmark = pytest.mark.django_db

KEYS = [
    "account",
    "region",
    "service",
    "control",
    "control_version",
    "resource",
    "status",
    "reason",
    "since",
    "snapshot",
    "sha256",
]


@pytest.fixture
def findings() -> list[Finding]:
    """One that rests on evidence, and one of another account that rests on none."""
    first = factories.account("111111111111", name="Müller & Söhne")
    return [
        factories.finding(
            first, opened_by=factories.snapshot(first), reason='Rotation "off", für 3 Schlüssel.'
        ),
        factories.finding(factories.account("222222222222"), region="us-east-1"),
    ]


def run(*words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("findings", *words, stdout=out)
    return out.getvalue()


def test_json_is_one_object_a_line_with_these_keys(findings: list[Finding]) -> None:
    lines = [json.loads(line) for line in run("--format", "json").splitlines()]

    snapshot = findings[0].opened_by
    assert snapshot
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert lines[0] == {
        "account": "111111111111",
        "region": "eu-west-1",
        "service": "kms",
        "control": "kms.rotation-enabled",
        "control_version": 1,
        "resource": findings[0].resource,
        "status": "fail",
        "reason": 'Rotation "off", für 3 Schlüssel.',
        "since": "2026-03-31T12:00:00+00:00",
        "snapshot": snapshot.pk,
        "sha256": snapshot.blob_id,
    }
    assert (lines[1]["snapshot"], lines[1]["sha256"]) == (None, None)


def test_csv_has_the_same_columns(findings: list[Finding]) -> None:
    lines = list(csv.DictReader(StringIO(run("--format", "csv"))))

    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert lines[0]["reason"] == 'Rotation "off", für 3 Schlüssel.'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    """Whoever may name a resource could else have a reader's spreadsheet run something."""
    name = f"{start}HYPERLINK(1)"
    factories.finding(factories.account(), resource=name, reason=name)
    (line,) = csv.DictReader(StringIO(run("--format", "csv"), newline=""))
    assert (line["resource"], line["reason"]) == (f"'{name}", f"'{name}")


def test_the_table_is_aligned(findings: list[Finding]) -> None:
    header, *lines = run().splitlines()

    assert header.split() == ["account", "region", "control", "resource", "status", "reason"]
    for line in lines:
        assert line.index("fail") == header.index("status")


@pytest.mark.parametrize(
    ("words", "accounts"),
    [
        (["--account", "222222222222"], ["222222222222"]),
        (["--region", "eu-west-1"], ["111111111111"]),
        (["--region", "eu-west-1", "--region", "us-east-1"], ["111111111111", "222222222222"]),
        (["--service", "cloudtrail"], []),
        (["--control", "kms.rotation-enabled", "--status", "fail", "--account", "111111111111"],
         ["111111111111"]),
        (["--framework", "hipaa"], ["111111111111", "222222222222"]),
        (["--as-of", "2026-03-31T11:59:59Z"], []),
        (["--as-of", "2026-03-31T12:00:00"], ["111111111111", "222222222222"]),
        (["--as-of", "2026-03-31"], ["111111111111", "222222222222"]),
        (["--as-of", "2026-03-30"], []),
    ],
)  # fmt: skip
def test_filters_narrow(findings: list[Finding], words: list[str], accounts: list[str]) -> None:
    lines = run(*words, "--format", "json").splitlines()

    assert [json.loads(line)["account"] for line in lines] == accounts


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--framework", "iso27001"], "Unknown framework iso27001. Known are: hipaa"),
        (["--account", "999999999999"], "Not connected: 999999999999"),
        (["--as-of", "yesterday"], "'yesterday' is no time"),
    ],
)
def test_wrong_words_are_named(findings: list[Finding], words: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*words)


@pytest.mark.parametrize(
    "words",
    [("--control", "kms.rotation-enabeld"), ("--service", "kns"), ("--region", "eu-wst-1")],
)
def test_a_misspelt_name_is_refused_since_nothing_found_reads_as_nothing_fails(
    findings: list[Finding], words: tuple[str, str]
) -> None:
    with pytest.raises(CommandError, match=f"Unknown {words[0].strip('-')} {words[1]}"):
        run(*words)


def test_a_control_that_is_gone_is_known_by_its_findings(findings: list[Finding]) -> None:
    factories.finding(findings[0].account, control="kms.was-here-once")

    assert "kms.was-here-once" in run("--control", "kms.was-here-once")


def test_what_will_hold_is_not_answered() -> None:
    with pytest.raises(CommandError, match="still to come"):
        run("--as-of", "2999-01-01")
