"""What is handed out: at most one version is published, and withdrawing is at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from artifact.library.change_report import change_report
from artifact.library.models import ReportVersion
from artifact.library.period import Period, PeriodInvalid
from artifact.library.publish import NotPublishable, publish
from artifact.library.report_facts import FactsInvalid, ReportFacts, facts_of
from artifact.library.withdraw import NotWithdrawable, withdraw
from compliance.evidence.store import get
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.factories import MOMENT
from tests.artifact.library.documents import checked, pdf, published, series, uploaded

pytestmark = pytest.mark.django_db


def test_publishing_supersedes_the_one_before() -> None:
    report = series()
    first = published(report, "first")
    second = checked(uploaded(report, pdf("second")))

    publish(
        second,
        actor="manager",
        now=MOMENT,
        period=Period(date(2026, 1, 1), date(2026, 3, 31)),
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.publication, second.publication) == ("superseded", "published")
    assert second.period_end == date(2026, 3, 31)
    assert (first.sequence, second.sequence) == (3, 2)
    entry = Entry.objects.filter(action="report.published").last()
    assert entry is not None
    assert (entry.details["supersedes"], entry.details["version"]) == (1, 2)


def test_what_is_not_ready_is_not_published() -> None:
    report = series()
    waiting = uploaded(report, pdf("x"))
    failed = checked(uploaded(report, pdf()))
    for version in (waiting, failed, published(report, "y")):
        with pytest.raises(NotPublishable):
            publish(version, actor="manager", now=MOMENT)


def test_a_wrong_period_publishes_nothing() -> None:
    version = checked(uploaded(series(), pdf("x")))

    with pytest.raises(PeriodInvalid):
        publish(version, actor="m", now=MOMENT, period=Period(date(2026, 1, 1), None))
    version.refresh_from_db()
    assert version.publication == "draft"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_is_published_in_the_end() -> None:
    report = series()
    versions = [checked(uploaded(report, pdf(str(number)))) for number in range(4)]

    def run(version: ReportVersion) -> None:
        publish(version, actor="manager", now=MOMENT)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, versions))

    states = sorted(report.versions.values_list("publication", flat=True))
    assert states == ["published", "superseded", "superseded", "superseded"]


def test_a_withdrawn_version_stays_with_its_bytes_and_its_reason() -> None:
    version = published(series(), "wrong figures")

    withdraw(version, reason=" Wrong figures. ", actor="manager", now=MOMENT)

    version.refresh_from_db()
    assert (version.publication, version.withdrawn_at) == ("withdrawn", MOMENT)
    assert get(str(version.original_id))
    assert Entry.objects.get(action="report.withdrawn").details["reason"] == "Wrong figures."
    with pytest.raises(NotWithdrawable):
        withdraw(version, reason="Again", actor="manager", now=MOMENT)
    publish(version, actor="manager", now=MOMENT)
    version.refresh_from_db()
    assert (version.publication, version.withdrawn_at) == ("published", None)


def test_withdrawing_needs_a_reason() -> None:
    version = published(series(), "x")

    with pytest.raises(NotWithdrawable, match="Say why"):
        withdraw(version, reason=" ", actor="manager", now=MOMENT)


def test_a_change_counts_and_is_written_down() -> None:
    report = series()
    version = published(report, "x")

    change_report(
        report, ReportFacts("SOC 2, 2026", regions=["eu-west-1"]), actor="manager", now=MOMENT
    )
    change_report(
        report, ReportFacts("SOC 2, 2026", regions=["eu-west-1"]), actor="manager", now=MOMENT
    )

    before = version.sequence
    version.refresh_from_db()
    assert (version.sequence, version.changed_at) == (before + 1, MOMENT)
    entry = Entry.objects.get(action="report.changed")
    assert entry.details == {
        "title": {"from": "SOC 2 Type II", "to": "SOC 2, 2026"},
        "regions": {"from": [], "to": ["eu-west-1"]},
    }


@pytest.mark.parametrize(
    "facts",
    [
        ReportFacts(" "),
        ReportFacts("x" * 201),
        ReportFacts("x", framework="soc2"),
        ReportFacts("x", acceptance_type="MAYBE"),
    ],
)
def test_facts_that_cannot_be_kept_are_refused(facts: ReportFacts) -> None:
    report = series()
    with pytest.raises(FactsInvalid):
        change_report(report, facts, actor="manager", now=MOMENT)


def test_what_evidence_has_settled_is_not_changed() -> None:
    report = factories.series(factories.Scope([factories.account()]))
    said = vars(facts_of(report))

    change_report(report, ReportFacts(**said | {"title": "T"}), actor="manager", now=MOMENT)
    with pytest.raises(FactsInvalid, match="framework"):
        change_report(report, ReportFacts(**said | {"framework": ""}), actor="manager", now=MOMENT)
