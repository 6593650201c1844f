"""Which versions of a series words and days find."""

from datetime import date

import pytest

from artifact.library.period import Period
from artifact.library.withdraw import withdraw
from tests.artifact import factories
from tests.artifact.factories import MOMENT
from tests.artifact.library.documents import checked, pdf, published, series, uploaded
from tests.artifact.library.finding import found, granted

pytestmark = pytest.mark.django_db


def test_a_day_finds_the_version_whose_period_it_is_in() -> None:
    published(series(), "x", period=Period(date(2025, 4, 1), date(2026, 3, 31)))

    assert found(on=date(2026, 3, 31)) == ["SOC 2 Type II"]
    assert found(on=date(2026, 4, 1)) == []


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


def test_a_text_with_more_words_than_can_be_indexed_is_taken() -> None:
    words = " ".join(f"{number:x}" for number in range(1_000_000, 1_200_000))
    version = checked(uploaded(series(), words[:1_000_000].encode(), filename="words.txt"))

    assert version.state == "complete", version.error
    assert found(words="f4240") == ["SOC 2 Type II"]
