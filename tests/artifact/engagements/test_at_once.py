"""Two people, or two clicks, at the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from artifact.agreements.accept import Signature
from artifact.agreements.models import Acceptance
from artifact.engagements.accept_engagement import NotInEngagement, accept_engagement
from artifact.engagements.change_engagement import change_engagement, scope_of
from artifact.engagements.close_engagement import close_engagement
from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.engagements.remove_auditor import remove_auditor
from artifact.users.caller import Caller, Channel
from artifact.users.models import Grant, User
from tests.artifact import factories
from tests.artifact.engagements.desk import FROM, TERMS, membership, opened, place

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], object]) -> list[object]:
    """What each verb answers, or its refusal, when all start together."""
    start = Barrier(len(verbs))

    def one(verb: Callable[[], object]) -> object:
        try:
            start.wait()
            return verb()
        except NotInEngagement as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(one, verbs))


def accept(engagement: Engagement, person: User) -> Acceptance:
    """Say yes to the terms."""
    return accept_engagement(
        engagement,
        document=str(engagement.terms_id),
        by=Signature("Ada", "Partner"),
        caller=Caller(person, Channel.PORTAL),
        now=FROM,
    )


def test_one_yes_counts_and_opens_once() -> None:
    person = factories.user("auditor")
    engagement = opened([factories.account(), factories.account()], [person], TERMS)

    first, second = at_once(*(lambda: accept(engagement, person) for _ in range(2)))

    assert first == second == Acceptance.objects.get()
    assert Grant.objects.count() == 2


@pytest.mark.parametrize("which", ["remove", "close"])
def test_nobody_slips_in_while_it_is_shut(which: str) -> None:
    person = factories.user("auditor")
    engagement = opened([factories.account()], [person], TERMS)
    auditor = membership(engagement, person)
    shut = {
        "remove": lambda: remove_auditor(auditor, actor="m", now=FROM),
        "close": lambda: close_engagement(engagement, actor="m", now=FROM),
    }[which]

    at_once(lambda: accept(engagement, person), shut)

    assert not Grant.objects.filter(revoked_at=None).exists()


def test_who_accepts_while_the_scope_changes_gets_the_new_one() -> None:
    person = factories.user("auditor")
    old, new = factories.account(), factories.account()
    engagement = opened([old], [person], TERMS)
    changed = vars(scope_of(engagement)) | {"accounts": [new]}
    scope = type(scope_of(engagement))(**changed)

    at_once(
        lambda: accept(engagement, person),
        lambda: change_engagement(engagement, scope, actor="m", now=FROM),
    )

    assert [one.account for one in Grant.objects.filter(revoked_at=None)] == [new]


def test_two_who_look_at_the_same_get_the_same_numbers() -> None:
    places = [place() for _ in range(4)]
    engagement = opened([one.account for one in places])
    ids = [one.snapshot.pk for one in places]

    def number(some: list[int]) -> dict[int, str]:
        found = number_evidence(engagement, some, actor="a", now=FROM)
        return {pk: one.evidence_no for pk, one in found.items()}

    told = at_once(lambda: number(ids[:3]), lambda: number(ids[1:]), lambda: number(ids))

    seen = {pair for one in told if isinstance(one, dict) for pair in one.items()}
    assert len(seen) == 4
    assert sorted(no for _, no in seen) == [f"E-2026-000{number}" for number in (1, 2, 3, 4)]
