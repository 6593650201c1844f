"""Every address of an engagement, for everybody: who is let in, who finds nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.doors import (
    Door,
    answer,
    cookies_of,
    other_method,
    wrong_for,
    wrong_for_strangers,
)
from tests.artifact.engagements.desk import TERMS, Clock, accept, opened, place
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db

INSIDE = frozenset({"administrator", "compliance_manager", "engineer"})
MANAGERS = frozenset({"administrator", "compliance_manager"})
IN_IT = "auditor in it"
READERS = INSIDE | {IN_IT}
AUDITORS = frozenset({IN_IT, "auditor who owes the terms", "auditor elsewhere", "auditor of none"})
EVERYBODY = INSIDE | AUDITORS | {"customer"}
ONE = "/engagements/{engagement}/"
DOORS: tuple[Door, ...] = (
    ("/start/", "get", EVERYBODY),
    ("/engagements/", "get", EVERYBODY - {"customer"}),
    ("/engagements/open/", "get", MANAGERS),
    ("/engagements/open/", "post", MANAGERS),
    (ONE, "get", READERS | {"auditor who owes the terms"}),
    (f"{ONE}change/", "get", MANAGERS),
    (f"{ONE}change/", "post", MANAGERS),
    (f"{ONE}close/", "get", MANAGERS),
    (f"{ONE}close/", "post", MANAGERS),
    (f"{ONE}people/add/", "post", MANAGERS),
    (f"{ONE}people/{{person}}/remove/", "post", MANAGERS),
    (f"{ONE}accept/", "get", frozenset({IN_IT, "auditor who owes the terms"})),
    (f"{ONE}accept/", "post", frozenset({IN_IT, "auditor who owes the terms"})),
    (f"{ONE}terms", "get", READERS | {"auditor who owes the terms"}),
    (f"{ONE}requirements/", "get", READERS),
    (f"{ONE}requirements/164.312(a)(2)(iv)/", "get", READERS),
    (f"{ONE}controls/", "get", READERS),
    (f"{ONE}controls/kms.rotation-enabled/", "get", READERS),
    (f"{ONE}evidence/", "get", READERS),
    (f"{ONE}evidence.csv", "get", READERS),
    (f"{ONE}evidence.xlsx", "get", READERS),
    (f"{ONE}evidence/E-2026-0001/", "get", READERS),
    (f"{ONE}evidence/E-2026-0001/calls/1/", "get", READERS),
    (f"{ONE}evidence/E-2026-0001/references/", "post", frozenset({IN_IT})),
    (f"{ONE}reads/", "get", READERS),
)


@dataclass(frozen=True)
class House:
    """An engagement with terms, and evidence that has a number; one person of each kind."""

    engagement: Engagement
    people: Mapping[str, User]


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    """Made within the time of access."""
    with once(store, django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr("artifact.clock.datetime", Clock())
        here = place()
        made = opened([here.account], [factories.user("auditor")], TERMS)
        number_evidence(made, [here.snapshot.pk], actor="x", now=Clock().at)
        yield House(made, {kind: person(kind, made) for kind in sorted(EVERYBODY)})


@pytest.fixture
def house(made_once: House, clock: Clock, db: None) -> House:
    """The same for each test, which takes back what it changes, within the time of access."""
    return made_once


def person(kind: str, engagement: Engagement) -> User:
    """A person of this kind, who signs in for what makes them so."""
    as_ = SignIn()
    found = factories.user(kind.split(" ", maxsplit=1)[0])
    if kind in {IN_IT, "auditor who owes the terms"}:
        path = f"/engagements/{engagement.engagement_id}/people/add/"
        as_("compliance_manager").post(path, {"email": found.email})
    if kind == IN_IT:
        accept(as_(found), engagement)
    if kind == "auditor elsewhere":
        opened(list(engagement.accounts.all()), [found], regions=["us-east-1"])
    return found


def filled(path: str, engagement: Engagement) -> str:
    """The address with the ids in it; the person is the one it was opened for."""
    first = engagement.auditors.earliest("pk")
    return path.format(engagement=engagement.engagement_id, person=first.pk)


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_who_is_let_in_and_who_finds_nothing(house: House, as_: SignIn, kind: str) -> None:
    browser = cookies_of(as_(house.people[kind]))

    assert wrong_for(kind, browser, DOORS, lambda path: filled(path, house.engagement)) == ""


def test_who_has_not_signed_in_is_sent_to_the_form(house: House) -> None:
    assert wrong_for_strangers(DOORS, lambda path: filled(path, house.engagement)) == ""


def test_other_methods_are_refused(house: House, as_: SignIn) -> None:
    administrator, auditor = (
        cookies_of(as_(who)) for who in ("administrator", house.people[IN_IT])
    )
    wrong = []
    for path, _, let_in in DOORS:
        other = other_method(path, DOORS)
        address = path.format(engagement=house.engagement.engagement_id, person=1)
        found = answer(auditor if IN_IT in let_in else administrator, other, address)
        if found.status_code != 405:
            wrong.append(f"{other} {path}: {found.status_code}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "part",
    [
        "requirements/no-such/",
        "controls/no.such/",
        "evidence/E-2026-0009/",
        "evidence/E-2025-0001/",
    ],
)
def test_what_does_not_exist_is_not_found(house: House, as_: SignIn, part: str) -> None:
    path = f"/engagements/{house.engagement.engagement_id}/{part}"

    assert as_("administrator").get(path).status_code == 404
    assert as_("administrator").get("/engagements/engagement-none/").status_code == 404
