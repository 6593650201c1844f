"""The overview says how far the work is, to each side what it may know."""

import re

import pytest
from django.test import Client

from artifact.clock import now
from tests.artifact.engagements.work.asked import asked, hand_in, judge
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.artifact.engagements.work.test_isolation import fill

pytestmark = pytest.mark.django_db


def overview(client: Client, desk: Desk) -> str:
    """The page's words, without its tags."""
    page = client.get(desk.path()).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_overview_counts_the_work(desk: Desk) -> None:
    fill(desk)
    asked(desk, due_on="2026-04-30")
    done = asked(desk, due_on=now().date())
    hand_in(desk, done)
    judge(desk, done, accept=True)

    seen = overview(desk.audit, desk)

    assert "1 waited for , 1 handed in, 1 accepted 1 overdue" in seen
    assert "1 frozen , 1 sample drawn" in seen


def test_a_conclusion_counts_for_the_audited_side_once_it_is_shared(desk: Desk) -> None:
    fill(desk)
    before = overview(desk.answer, desk)
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/share/1/"))

    assert re.search(r"\b1 of \d+ controls", overview(desk.audit, desk))
    assert re.search(r"\b0 of \d+ controls , as far as shared", before)
    assert re.search(r"\b1 of \d+ controls , as far as shared", overview(desk.answer, desk))
