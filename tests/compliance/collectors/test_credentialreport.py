"""collectors.credentialreport: the report is made, waited for, got, and kept as it came."""

import base64
from datetime import UTC, datetime

import pytest

from compliance.aws.session import open_session
from compliance.aws.target import GLOBAL, Target
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.credentialreport import (
    COLUMNS,
    GENERATE,
    REPORT,
    ROOT_CREDENTIALS,
    USER_CREDENTIALS,
)
from tests.compliance.collectors.gathering import Gathered, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:iam::{OWN_ACCOUNT}"
HEAD = ["user", "arn", *sorted(COLUMNS - {"user", "arn"})]
KINDS = (USER_CREDENTIALS, ROOT_CREDENTIALS)
MADE = 1_777_000_000


def row(name: str, path: str) -> str:
    """A row of which only the first two columns say anything."""
    return ",".join([name, f"{PREFIX}:{path}", *["N/A"] * (len(HEAD) - 2)])


ROWS = [row("<root_account>", "root"), row("ada", "user/ops/ada")]


def report(*lines: str, head: str = ",".join(HEAD), **more: object) -> dict[str, object]:
    """The answer that carries a report, without a newline at its end, as AWS sends it."""
    content = "\n".join([head, *lines])
    return {"Content": content, "ReportFormat": "text/csv", "GeneratedTime": MADE, **more}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for."""
    monkeypatch.setattr("compliance.aws.reader.time.sleep", lambda _: None)


@pytest.fixture
def made(aws: Server) -> Server:
    """A server whose report is there."""
    declare(aws, GENERATE, {"State": "COMPLETE"})
    declare(aws, REPORT, report(*ROWS))
    return aws


def test_two_calls_get_a_report_that_is_there(
    made: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("credentialreport", made, monkeypatch)
    assert found.calls == [GENERATE, REPORT]
    ada = found.resource(f"{PREFIX}:user/ops/ada")
    assert (ada.name, ada["row"]["user"]) == ("ada", "ada")
    assert ada["report"]["GeneratedTime"] == datetime.fromtimestamp(MADE, UTC)
    assert found.population(USER_CREDENTIALS).resources == [ada]
    (root,) = found.population(ROOT_CREDENTIALS).resources
    assert root.arn == f"{PREFIX}:root"
    assert [found.population(one).error for one in KINDS] == ["", ""]


def test_report_is_kept_in_its_exact_bytes(made: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    target = Target(OWN_ACCOUNT, endpoint_url=made.url)
    reader = open_session(target, clock=lambda: datetime.now(UTC)).reader(GLOBAL)
    COLLECTORS["credentialreport"].collect(reader)
    kept = reader.recorded()[-1].body
    assert base64.b64encode("\n".join([",".join(HEAD), *ROWS]).encode()) in kept


@pytest.mark.parametrize("state", ["STARTED", "INPROGRESS"])
def test_report_in_the_making_is_asked_after_and_may_not_come(
    aws: Server, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    declare(aws, GENERATE, {"State": state})
    refuse(aws, REPORT, "ReportInProgress", 404)
    found = gather("credentialreport", aws, monkeypatch)
    assert found.calls == [GENERATE] * 12 + [REPORT]
    assert all("ReportInProgress" in found.population(one).error for one in KINDS)


def test_report_is_got_as_soon_as_it_is_made(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator starts one where there is none, and has it at the next question."""
    found = gather("credentialreport", aws, monkeypatch)
    assert set(found.calls[:-1]) == {GENERATE}
    assert len(found.calls) <= 3
    (root,) = found.population(ROOT_CREDENTIALS).resources
    assert root["row"]["password_enabled"] == "true"


def test_report_that_others_had_made_is_got_where_making_is_refused(
    made: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(made, GENERATE, "AccessDenied", 403)
    found = gather("credentialreport", made, monkeypatch)
    assert found.calls == [GENERATE, REPORT]
    assert len(found.population(USER_CREDENTIALS).resources) == 1


@pytest.mark.parametrize("code", ["AccessDenied", "ReportNotPresent", "ReportExpired"])
def test_report_that_cannot_be_had_is_an_error(
    made: Server, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    refuse(made, REPORT, code, 410)
    found = gather("credentialreport", made, monkeypatch)
    assert all(code in found.population(one).error for one in KINDS)


def read(made: Server, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object]) -> Gathered:
    """What is made of a report."""
    declare(made, REPORT, answer)
    return gather("credentialreport", made, monkeypatch)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(report(*ROWS, "ada,arn"), "row 3 has 2 fields", id="short row"),
        pytest.param(report(*ROWS, f"{ROWS[1]},more"), "row 3 has", id="long row"),
        pytest.param(report(*ROWS, head="user,arn"), "lacks the columns access_key", id="head"),
        pytest.param(report(*ROWS, '"ada'), "could not be understood", id="open quotation"),
        pytest.param(report(*ROWS, GeneratedTime=None), "when it was made", id="no date"),
        pytest.param({**report(), "Content": ""}, "lacks the columns", id="empty"),
    ],
)
def test_report_that_is_not_whole_tells_nothing(
    made: Server, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object], why: str
) -> None:
    found = read(made, monkeypatch, answer)
    for kind in KINDS:
        population = found.population(kind)
        assert why in population.error
        assert population.resources == []


def test_newer_columns_and_commas_in_names_are_read(
    made: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ",".join([*HEAD, "additional_credentials_info"])
    quoted = row('"a,b"', "user/x").replace(f"{PREFIX}:user/x", f'"{PREFIX}:user/a,b"')
    found = read(made, monkeypatch, report(f'{quoted},"2 more, see ListAccessKeys"', head=head))
    user = found.resource(f"{PREFIX}:user/a,b")
    assert user["row"]["additional_credentials_info"] == "2 more, see ListAccessKeys"


def test_account_without_users_says_so(made: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(made, monkeypatch, report(ROWS[0]))
    population = found.population(USER_CREDENTIALS)
    assert (population.resources, population.error) == ([], "")
    assert "0 such rows" in population.count_statement


@pytest.mark.parametrize(
    ("operation", "path"),
    [(GENERATE, "State"), (REPORT, "Content"), (REPORT, "GeneratedTime")],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
