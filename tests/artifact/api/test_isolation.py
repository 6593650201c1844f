"""Nobody reads what was not granted to them: every GET of the document, by others' ids."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from artifact.api.document import document
from compliance.frameworks.catalogue import frameworks
from compliance.models import Checkpoint
from tests.artifact.api.asking import V1, Program
from tests.artifact.api.estate import CONTROL, Estate, Part, estate
from tests.artifact.api.test_isolation_own import OWN
from tests.artifact.api.test_isolation_work import EXPORTS, WORK
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db
Words = Callable[[Part], Mapping[str, Any]]


@dataclass(frozen=True)
class Case:
    """What an operation needs to name a part's thing, in its path and in its query.

    `is_shared`: what it tells is nobody's, and the same to all. `only_inside`: its role's alone.
    """

    path: Words = field(default=lambda _: {})
    query: Words = field(default=lambda _: {})
    is_shared: bool = False
    only_inside: bool = False


def _requirement(part: Part) -> str:
    return frameworks()[part.framework].requirements[0].id


# Each GET of the document by its path; one that is missing here fails the first test below.
CASES: dict[str, Case] = {
    "/me": Case(is_shared=True),
    "/accounts": Case(),
    "/accounts/{account}": Case(lambda one: {"account": one.account.account_id}),
    "/assessments/{framework}": Case(lambda one: {"framework": one.framework}),
    "/controls": Case(is_shared=True),
    "/controls/{control}": Case(lambda _: {"control": CONTROL}, is_shared=True),
    "/findings": Case(),
    "/findings/{finding}": Case(lambda one: {"finding": one.finding.pk}),
    "/findings/{finding}/history": Case(lambda one: {"finding": one.finding.pk}),
    "/frameworks": Case(),
    "/frameworks/{framework}": Case(lambda one: {"framework": one.framework}),
    "/frameworks/{framework}/requirements": Case(lambda one: {"framework": one.framework}),
    "/frameworks/{framework}/requirements/{requirement}": Case(
        lambda one: {"framework": one.framework, "requirement": _requirement(one)}
    ),
    "/ledger/head": Case(is_shared=True),
    "/ledger/entries": Case(query=lambda one: {"snapshot": one.snapshot.pk}),
    "/ledger/inclusion": Case(query=lambda one: {"entry": one.entry.pk}),
    "/ledger/consistency": Case(
        query=lambda _: {"from": Checkpoint.objects.latest("size").size}, is_shared=True
    ),
    "/runs": Case(only_inside=True),
    "/runs/{run}": Case(lambda one: {"run": one.run.pk}, only_inside=True),
    "/snapshots": Case(),
    "/snapshots/{snapshot}": Case(lambda one: {"snapshot": one.snapshot.pk}),
    "/snapshots/{snapshot}/calls/{call}/body": Case(
        lambda one: {"snapshot": one.snapshot.pk, "call": 1}
    ),
    "/snapshots/{snapshot}/content": Case(lambda one: {"snapshot": one.snapshot.pk}),
    "/snapshots/{snapshot}/receipt": Case(lambda one: {"snapshot": one.snapshot.pk}),
}
BYTES = ("/body", "/content", "/receipt")
NAMED = [path for path, case in CASES.items() if not case.is_shared and not case.only_inside]


def reads() -> set[str]:
    """The paths of the document that are read."""
    paths = document()["paths"].items()
    return {path.removeprefix(V1) for path, methods in paths if "get" in methods}


def asked(who: Program, path: str, part: Part) -> Any:
    """The answer of an operation about this part."""
    case = CASES[path]
    return who.get(path.format(**case.path(part)), dict(case.query(part)))


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Estate]:
    """A granted and a strange part, for every test of the file."""
    with once(store, django_db_blocker):
        yield estate()


@pytest.fixture
def seen(made_once: Estate, db: None) -> Estate:
    """The same for each test, which takes back what it changes."""
    return made_once


def test_every_get_of_the_document_stands_in_the_table() -> None:
    assert reads() == {*CASES, *WORK, *EXPORTS, *OWN}


@pytest.mark.parametrize("path", CASES)
def test_people_inside_read_both_parts(path: str, seen: Estate) -> None:
    engineer = Program("engineer")
    for part in (seen.granted, seen.strange):
        assert asked(engineer, path, part).status_code == 200


@pytest.mark.parametrize("path", NAMED)
def test_an_auditor_reads_what_was_granted_alone(path: str, seen: Estate) -> None:
    auditor = Program(seen.auditor)
    granted, strange = (asked(auditor, path, one) for one in (seen.granted, seen.strange))

    assert granted.status_code == 200
    is_json = not path.endswith(BYTES)
    assert not is_json or granted.json().get("items") != []
    is_named = CASES[path].path(seen.strange) or CASES[path].query(seen.strange)
    assert strange.status_code == (404 if is_named else 200)
    told = strange.getvalue().decode() + granted.getvalue().decode()
    for secret in (
        seen.strange.account.account_id,
        seen.strange.finding.resource,
        seen.strange.snapshot.receipt_sha256,
    ):
        assert secret not in told


@pytest.mark.parametrize("path", NAMED)
def test_a_strange_auditor_and_a_customer_read_neither(path: str, seen: Estate) -> None:
    for stranger in (Program("auditor"), Program("customer")):
        for part in (seen.granted, seen.strange):
            answer = asked(stranger, path, part)
            assert answer.status_code == 404 or answer.json()["items"] == []
            assert part.account.account_id not in answer.content.decode()


@pytest.mark.parametrize("path", [path for path, case in CASES.items() if case.only_inside])
def test_runs_are_for_people_inside(path: str, seen: Estate) -> None:
    for outsider in (Program(seen.auditor), Program("customer")):
        assert asked(outsider, path, seen.granted).status_code == 404


def test_a_grant_that_ends_closes_everything_at_once(seen: Estate) -> None:
    auditor = Program(seen.auditor)
    assert asked(auditor, "/findings/{finding}", seen.granted).status_code == 200
    seen.auditor.grants.update(revoked_at=seen.granted.run.requested_at)
    for path in NAMED:
        answer = asked(auditor, path, seen.granted)
        assert answer.status_code == 404 or answer.json()["items"] == [], path
