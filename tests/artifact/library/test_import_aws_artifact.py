"""The real boto3 imports from our own endpoint: each version once, under accepted terms."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_celery_beat.models import PeriodicTask
from pytest_django.live_server_helper import LiveServer

from artifact.access_keys.issue import issue
from artifact.agreements.models import TermVersion
from artifact.clock import now
from artifact.library.import_aws_artifact import (
    Imported,
    Importing,
    TermsNotAnswered,
    import_aws_artifact,
)
from artifact.library.models import Report, ReportVersion
from artifact.library.upload import MIB
from compliance.aws.artifact_reports import ArtifactReports, open_artifact_reports
from compliance.aws.fetch import FetchFailed, fetch
from compliance.evidence.store import get
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.library.documents import checked, published, series
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["tables_can_be_emptied_by_tests"]

WHO = "Ada Lovelace, Security officer"


@pytest.fixture
def remote(
    live_server: LiveServer,
    settings: Any,
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The address of an AWS Artifact, and credentials for it in the environment."""
    settings.SITE_URL = live_server.url
    person = factories.user("customer")
    factories.grant(person, framework="hipaa")
    issued = issue(person, actor="test", now=now())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", issued.key.key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", issued.secret)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    return f"{live_server.url}/aws"


@pytest.fixture
def opened(remote: str) -> Iterator[Callable[..., ArtifactReports]]:
    """Opens the remote library."""
    made: list[ArtifactReports] = []

    def open_(max_bytes: int = MIB) -> ArtifactReports:
        made.append(
            open_artifact_reports(None, endpoint_url=remote, max_bytes=max_bytes, clock=now)
        )
        return made[-1]

    yield open_
    for one in made:
        one.close()


@pytest.fixture
def theirs(remote: str) -> list[ReportVersion]:
    """What is published there."""
    factories.term("Terms of AWS")
    return [
        published(
            series(f"SOC {number}", series="SOC", company="AWS", framework="hipaa"),
            f"Text {number}",
        )
        for number in (1, 2, 3)
    ]


def run(reports: ArtifactReports, **given: Any) -> Imported:
    """One import."""
    took = given.pop("took", lambda _: None)
    fields: dict[str, Any] = {"accepted_by": WHO, "actor": "test", "max_bytes": MIB, **given}
    return import_aws_artifact(Importing(reports, **fields), clock=now, took=took)


def ours() -> list[ReportVersion]:
    """What was imported."""
    return list(
        ReportVersion.objects.filter(report__origin=Report.Origin.AWS_ARTIFACT)
        .select_related("report")
        .order_by("report__title", "number")
    )


def test_what_is_published_there_is_here_and_only_once(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    first = run(opened())
    second = run(opened())

    assert (len(first.versions), first.known, first.refusals) == (3, 0, [])
    assert (len(second.versions), second.known, second.refusals) == (0, 3, [])
    for here, there in zip(ours(), theirs, strict=True):
        assert here.report.source == (
            f"arn:aws:artifact:us-east-1::report/{there.report.report_id}"
        )
        assert (here.number, here.state, here.publication) == (1, "queued", "draft")
        assert (here.report.series, here.report.company) == ("SOC", "AWS")
        assert get(str(here.original_id)).startswith(b"%PDF-")
        assert checked(here).state == "complete"


def test_whose_name_stands_for_the_terms_is_in_the_ledger_with_their_bytes(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    run(opened())

    entries = Entry.objects.filter(action="aws_artifact.terms_accepted")
    assert entries.count() == 3
    for entry in entries:
        assert entry.details["accepted_by"] == WHO
        assert entry.details["terms"] == TermVersion.objects.get().pdf_id
        assert get(entry.details["terms"]).startswith(b"%PDF-")


def test_without_a_name_nothing_is_asked_for(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    with pytest.raises(TermsNotAnswered, match="--accept-terms"):
        run(opened(), accepted_by=" ")
    assert ours() == []


def test_a_run_that_was_cut_off_goes_on(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    def die(_: ReportVersion) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(opened(), took=die)
    again = run(opened())

    assert (len(again.versions), again.known) == (2, 1)


def test_a_new_version_there_is_a_new_version_here(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    run(opened(), is_to_be_published=True)
    for version in ours():
        checked(version)
    published(theirs[0].report, "Text of the next year")
    run(opened(), is_to_be_published=True)

    newest = ours()[1]
    assert (newest.report.title, newest.number) == ("SOC 1", 2)
    checked(newest)
    assert [one.publication for one in ours()[:2]] == ["superseded", "published"]


def test_a_report_that_is_not_given_holds_up_no_other(
    opened: Callable[..., ArtifactReports], theirs: list[ReportVersion]
) -> None:
    published(series("SOC large", framework="hipaa"), *(["x" * 70] * 400))

    result = run(opened(max_bytes=60_000))

    assert len(result.versions) == 3
    (refusal,) = result.refusals
    assert "SOC large" in refusal
    assert "larger" in refusal


def test_the_command_says_what_came_and_what_it_exits_with(
    remote: str, theirs: list[ReportVersion]
) -> None:
    with pytest.raises(CommandError, match="under terms"):
        call_command("import_aws_artifact", endpoint_url=remote)
    said = StringIO()
    call_command("import_aws_artifact", endpoint_url=remote, accept_terms=WHO, stdout=said)

    assert "3 imported, 0 known already, 0 not given" in said.getvalue()


def test_a_wrong_key_is_explained(
    remote: str, theirs: list[ReportVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x" * 40)

    with pytest.raises(CommandError, match="cannot be listed"):
        call_command("import_aws_artifact", endpoint_url=remote, accept_terms=WHO)


@pytest.mark.django_db
def test_an_account_is_looked_at_by_schedule() -> None:
    account = factories.account()
    given = {"account": account.account_id, "accept_terms": WHO}

    call_command("import_aws_artifact", schedule="0 4 * * *", **given)
    task = PeriodicTask.objects.get(name=f"import AWS Artifact {account.account_id}")
    assert task.task == "artifact.tasks.import_from_aws_artifact"
    assert WHO in task.kwargs
    call_command("import_aws_artifact", schedule="never", **given)
    assert not PeriodicTask.objects.filter(pk=task.pk).exists()
    with pytest.raises(CommandError, match="accept"):
        call_command("import_aws_artifact", account=account.account_id, schedule="0 4 * * *")


def test_what_a_link_gives_is_limited(live_server: LiveServer, transactional_db: None) -> None:
    with pytest.raises(FetchFailed, match="status 404"):
        fetch(f"{live_server.url}/nothing", max_bytes=10)
    with pytest.raises(FetchFailed, match="larger"):
        fetch(f"{live_server.url}/healthz", max_bytes=10)
    with pytest.raises(FetchFailed, match="slow"):
        fetch(f"{live_server.url}/healthz", max_bytes=1000, seconds=-1)
    with pytest.raises(FetchFailed, match="could not be read"):
        fetch("http://127.0.0.1:9/", max_bytes=10)
