"""A list asks the database as often for one row as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from artifact.api.document import document
from tests.artifact.api.asking import V1, Program
from tests.artifact.api.estate import Estate, estate, part
from tests.artifact.api.test_isolation import CASES

pytestmark = pytest.mark.django_db


def lists() -> list[str]:
    """The path of each list of the document."""
    made = document()
    return [
        path.removeprefix(V1)
        for path, methods in made["paths"].items()
        if path.removeprefix(V1) in CASES
        and any(one["name"] == "cursor" for one in methods.get("get", {}).get("parameters", ()))
    ]


def asked(program: Program, path: str, seen: Estate) -> tuple[int, int]:
    """How many queries it takes, and how many items there are."""
    address = path.format(**CASES[path].path(seen.granted))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = program.get(address)
    assert answer.status_code == 200, path
    return len(queries), len(answer.json()["items"])


@pytest.mark.parametrize("path", lists())
def test_the_number_of_queries_does_not_grow_with_the_rows(path: str) -> None:
    seen = estate()
    program = Program("engineer")
    asked(program, path, seen)
    few, before = asked(program, path, seen)
    for _ in range(10):
        part(seen.granted.framework)
    many, after = asked(program, path, seen)
    assert few == many, path
    assert few <= 8
    assert before <= after
