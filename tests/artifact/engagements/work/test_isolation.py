"""Whose pages are whose: another engagement's are not there, and each side does its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from artifact.clock import now
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Auditor
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import Attachment, AuditRequest
from compliance.evidence.store import put
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked, hand_in
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db

READ = (
    "populations/",
    "populations/{population}/",
    "populations/{population}/content",
    "samples/{sample}/",
    "samples/{sample}/content",
    "samples/draw_sample.py",
    "requests/",
    "requests/list.csv",
    "requests/list.xlsx",
    "requests/1/",
    "requests/1/files/{file}",
    "conclusions/",
    "conclusions/{control}/",
    "controls/{control}/",
    "findings/{finding}/",
    "workpapers",
)
AUDITING = (
    "populations/freeze/",
    "populations/{population}/sample/",
    "samples/{sample}/request/",
    "requests/ask/",
    "requests/import/",
    "requests/1/change/",
    "requests/1/judge/",
    "conclusions/{control}/write/",
    "conclusions/{control}/share/1/",
)
ANSWERING = ("requests/1/answer/",)
OBJECTS = tuple(
    one for one in (*READ, *AUDITING, *ANSWERING) if "{" in one and "control" not in one
)


@dataclass(frozen=True)
class Filled:
    """A desk with one of everything."""

    desk: Desk
    names: dict[str, object]

    def path(self, rest: str) -> str:
        """An address with the ids of this desk's things."""
        return self.desk.path(rest.format(**self.names))


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Filled]:
    """One of everything."""
    with once(store, django_db_blocker):
        yield fill(desks.over_three_keys(SignIn()))


@pytest.fixture
def filled(made_once: Filled, db: None) -> Filled:
    """The same for each test, which takes back what it changes."""
    made_once.desk.engagement.refresh_from_db()
    return made_once


def fill(desk: Desk) -> Filled:
    """Freeze, draw, ask, hand in and conclude."""
    desk.freeze()
    population = FrozenPopulation.objects.latest("pk")
    drawing = {"rationale": "All.", "size": 2}
    desk.audit.post(desk.path(f"populations/{population.population_id}/sample/"), drawing)
    hand_in(desk, asked(desk))
    words = {"verdict": "effective", "text": "Fine."}
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/write/"), words)
    names = {
        "population": population.population_id,
        "sample": Sample.objects.latest("pk").sample_id,
        "file": Attachment.objects.latest("pk").pk,
        "control": CONTROL,
        "finding": desk.accounts[0].findings.earliest("pk").pk,
    }
    return Filled(desk, names)


def status(client: Client, path: str, *, post: bool) -> int:
    """What the door says."""
    answer = client.post(path) if post else client.get(path)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


def everything(filled: Filled) -> list[tuple[str, bool]]:
    """Every address, and whether it takes a post."""
    reading = [(filled.path(one), False) for one in READ]
    return reading + [(filled.path(one), True) for one in (*AUDITING, *ANSWERING)]


@pytest.mark.parametrize("path", READ)
def test_both_sides_read_it_all(filled: Filled, path: str) -> None:
    for client in (filled.desk.audit, filled.desk.answer):
        assert status(client, filled.path(path), post=False) == 200


@pytest.mark.parametrize("path", AUDITING)
def test_the_audited_side_does_nothing_of_the_auditors(
    filled: Filled, as_: SignIn, path: str
) -> None:
    for client in (filled.desk.answer, as_("administrator"), as_("compliance_manager")):
        assert status(client, filled.path(path), post=True) == 404
    assert FrozenPopulation.objects.count() == Sample.objects.count() == 1
    assert AuditRequest.objects.get().state == "received"
    assert Conclusion.objects.count() == 1


@pytest.mark.parametrize("path", ANSWERING)
def test_the_auditor_answers_nothing(filled: Filled, path: str) -> None:
    assert status(filled.desk.audit, filled.path(path), post=True) == 404
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("role", ["auditor", "customer"])
def test_to_a_stranger_none_of_it_is_there(filled: Filled, as_: SignIn, role: str) -> None:
    stranger = factories.user(role)
    factories.grant(stranger)
    client = as_(stranger)

    assert {status(client, path, post=post) for path, post in everything(filled)} == {404}


def test_an_auditor_who_was_removed_or_has_not_accepted_is_a_stranger(filled: Filled) -> None:
    desk = filled.desk
    desk.engagement.terms = put(b"Terms", now=now())
    desk.engagement.save()
    unaccepted = {status(desk.audit, path, post=post) for path, post in everything(filled)}
    desk.engagement.terms = None
    desk.engagement.save()
    Auditor.objects.update(removed_at=now())
    removed = {status(desk.audit, path, post=post) for path, post in everything(filled)}

    assert unaccepted == removed == {404}


def test_access_ends_by_itself(filled: Filled) -> None:
    desk = filled.desk
    desk.engagement.access_to = now() - timedelta(seconds=1)
    desk.engagement.save()

    assert {status(desk.audit, path, post=post) for path, post in everything(filled)} == {404}
    assert status(desk.answer, desk.path("requests/1/"), post=False) == 200


@pytest.mark.parametrize("path", OBJECTS)
def test_another_engagements_things_are_not_found_through_ones_own(
    filled: Filled, as_: SignIn, path: str
) -> None:
    other = desks.desk(as_)
    hand_in(other, asked(other))
    below_other = other.path(path.format(**filled.names))
    is_post = path in (*AUDITING, *ANSWERING)

    for client in (other.audit, other.answer):
        assert status(client, below_other, post=is_post) == 404


def test_a_sample_of_another_engagement_is_no_ground_for_a_conclusion(
    filled: Filled, as_: SignIn
) -> None:
    other = desks.desk(as_)
    fields = {"verdict": "effective", "text": "Fine.", "samples": [filled.names["sample"]]}

    other.audit.post(other.path(f"conclusions/{CONTROL}/write/"), fields)

    written = Conclusion.objects.filter(engagement=other.engagement)
    assert not [one for one in written if one.samples]
