"""Words find what the reader may see, the best first."""

from datetime import date
from typing import Any

import pytest

from artifact.clock import now
from artifact.library.browse import browse
from artifact.library.change_report import change_report
from artifact.library.models import Report
from artifact.library.period import Period
from artifact.library.report_facts import ReportFacts
from artifact.library.search import END, FOUND, Wanted, search
from artifact.library.withdraw import withdraw
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.factories import MOMENT
from tests.artifact.library.documents import checked, pdf, published, series, uploaded

pytestmark = pytest.mark.django_db


def found(reader: User | None = None, **wanted: Any) -> list[str]:
    """The titles, in their order."""
    return [one.title for one in search(Wanted(**wanted), reader=reader, now=now())]


def granted(**grant: Any) -> User:
    """A customer's person with this grant."""
    person = factories.user("customer")
    factories.grant(person, **grant)
    return person


@pytest.fixture
def library() -> list[Report]:
    """Three series with a published version each."""
    soc = series("SOC 2 Type II", series="SOC", company="Example Ltd")
    iso = series("ISO/IEC 27001:2022 certificate", series="ISO", category="Certifications")
    pen = series("Penetration test", category="Tests", regions=["eu-west-1"])
    published(soc, "Controls over encryption keys were tested.", "Exceptions: none")
    published(iso, "Statement of applicability")
    published(pen, "The encrypted channel holds.")
    return [soc, iso, pen]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("soc", ["SOC 2 Type II"]),
        ("encryption", ["Penetration test", "SOC 2 Type II"]),
        ("encryption -channel", ["SOC 2 Type II"]),
        ("example encryption", ["SOC 2 Type II"]),
        ("IEC 27001", ["ISO/IEC 27001:2022 certificate"]),
        ("iso/iec", ["ISO/IEC 27001:2022 certificate"]),
        ("statement or channel", ["ISO/IEC 27001:2022 certificate", "Penetration test"]),
        ('"keys were tested"', ["SOC 2 Type II"]),
        ('"tested keys"', []),
        ("penetr", ["Penetration test"]),
        ("' & | !( ) :* \\ <->", []),
        ("nothing has these", []),
    ],
)
def test_words_find_series(library: list[Report], words: str, titles: list[str]) -> None:
    assert sorted(found(words=words)) == titles


def test_a_title_goes_before_a_text(library: list[Report]) -> None:
    published(series("Encryption policy"), "All of it")

    assert found(words="encryption")[0] == "Encryption policy"


def test_the_place_in_the_text_is_shown(library: list[Report]) -> None:
    (soc,) = search(Wanted(words="encryption keys"), reader=None, now=now())

    assert f"{FOUND}encryption{END} {FOUND}keys{END}" in soc.snippet  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({"series": "SOC"}, ["SOC 2 Type II"]),
        ({"category": "Tests"}, ["Penetration test"]),
        ({"company": "Example Ltd", "words": "encryption"}, ["SOC 2 Type II"]),
        ({"region": "us-east-1"}, ["ISO/IEC 27001:2022 certificate", "SOC 2 Type II"]),
        (
            {"without_framework": True, "region": "eu-west-1", "category": "Tests"},
            ["Penetration test"],
        ),
        ({"framework": "hipaa"}, []),
    ],
)
def test_filters_narrow(library: list[Report], wanted: dict[str, Any], titles: list[str]) -> None:
    assert sorted(found(**wanted)) == titles


def test_a_day_finds_the_version_whose_period_it_is_in() -> None:
    published(series(), "x", period=Period(date(2025, 4, 1), date(2026, 3, 31)))

    assert found(on=date(2026, 3, 31)) == ["SOC 2 Type II"]
    assert found(on=date(2026, 4, 1)) == []


def test_outsiders_find_what_was_granted_and_published(library: list[Report]) -> None:
    reader = granted(series="SOC")

    assert found(reader) == ["SOC 2 Type II"]
    assert found(reader, words="channel") == []
    assert found(granted(category="Certifications"), words="soc") == []
    assert found(factories.user("customer"), words="encryption") == []


def test_outsiders_do_not_find_by_a_draft_or_by_what_was_withdrawn() -> None:
    report = series(series="SOC")
    version = published(report, "published words")
    checked(uploaded(report, pdf("secret draft")))
    reader = granted()

    assert found(reader, words="secret") == []
    assert found(factories.user("engineer"), words="secret") == ["SOC 2 Type II"]
    withdraw(version, reason="wrong", actor="m", now=MOMENT)
    assert found(reader, words="published") == []
    assert found(reader) == []


def test_new_words_of_a_series_find_it_at_once(library: list[Report]) -> None:
    change_report(library[0], ReportFacts("Jahresbericht"), actor="m", now=MOMENT)

    assert found(words="jahresbericht") == ["Jahresbericht"]
    assert found(words="example") == []


def test_a_text_with_more_words_than_can_be_indexed_is_taken() -> None:
    words = " ".join(f"{number:x}" for number in range(1_000_000, 1_200_000))
    version = checked(uploaded(series(), words[:1_000_000].encode(), filename="words.txt"))

    assert version.state == "complete", version.error
    assert found(words="f4240") == ["SOC 2 Type II"]


def test_shelves_are_frameworks_by_regions(library: list[Report]) -> None:
    published(series("HIPAA", framework="hipaa", regions=["eu-west-1", "us-east-1"]), "x")

    regions, shelves = browse(search(Wanted(), reader=None, now=now()))

    assert regions == ["eu-west-1", "us-east-1"]
    assert [(one.framework, one.everywhere, one.counts) for one in shelves] == [
        ("hipaa", 0, [("eu-west-1", 1), ("us-east-1", 1)]),
        ("", 2, [("eu-west-1", 1), ("us-east-1", 0)]),
    ]
