"""Words find what the reader may see, the best first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from artifact.clock import now
from artifact.library.browse import browse
from artifact.library.change_report import change_report
from artifact.library.models import Report
from artifact.library.report_facts import ReportFacts
from artifact.library.search import END, FOUND, Wanted, search
from tests.artifact import factories
from tests.artifact.factories import MOMENT
from tests.artifact.library.documents import published, series
from tests.artifact.library.finding import found, granted
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[Report]]:
    """The series, for every test of the file: publishing takes longer than to search."""
    with once(store, django_db_blocker):
        yield three_series()


@pytest.fixture
def library(made_once: list[Report], db: None) -> list[Report]:
    """The same for each test, which takes back what it changes."""
    return [Report.objects.get(pk=one.pk) for one in made_once]


def three_series() -> list[Report]:
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


def test_outsiders_find_what_was_granted_and_published(library: list[Report]) -> None:
    reader = granted(series="SOC")

    assert found(reader) == ["SOC 2 Type II"]
    assert found(reader, words="channel") == []
    assert found(granted(category="Certifications"), words="soc") == []
    assert found(factories.user("customer"), words="encryption") == []


def test_new_words_of_a_series_find_it_at_once(library: list[Report]) -> None:
    change_report(library[0], ReportFacts("Jahresbericht"), actor="m", now=MOMENT)

    assert found(words="jahresbericht") == ["Jahresbericht"]
    assert found(words="example") == []


def test_shelves_are_frameworks_by_regions(library: list[Report]) -> None:
    published(series("HIPAA", framework="hipaa", regions=["eu-west-1", "us-east-1"]), "x")

    regions, shelves = browse(search(Wanted(), reader=None, now=now()))

    assert regions == ["eu-west-1", "us-east-1"]
    assert [(one.framework, one.everywhere, one.counts) for one in shelves] == [
        ("hipaa", 0, [("eu-west-1", 1), ("us-east-1", 1)]),
        ("", 2, [("eu-west-1", 1), ("us-east-1", 0)]),
    ]
