"""Samples through the portal: the same seed draws the same anywhere, and a stranger can check."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import AuditRequest
from artifact.engagements.sampling import allocate
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_: SignIn) -> Desk:
    """Two accounts: forty keys in one region, nine in another, one in a third."""
    first = factories.account("111122223333", name="Payments")
    second = factories.account("444455556666", name="Archive")
    made = desks.desk(as_, [first, second])
    run = factories.collection(first)
    desks.read(first, "eu-west-1", keys=40, run=run)
    desks.read(first, "us-east-1", keys=9, run=run)
    desks.read(second, "eu-west-1", keys=1)
    assert made.freeze().status_code == 302
    return made


def draw(desk: Desk, **given: Any) -> Any:
    """Post the form; ten of them unless told otherwise."""
    population = FrozenPopulation.objects.get()
    fields = {"rationale": "Rotation is automatic.", "size": 10, "seed": "2026", **given}
    path = desk.path(f"populations/{population.population_id}/sample/")
    return desk.audit.post(path, {name: one for name, one in fields.items() if one is not None})


def drawn(desk: Desk, **given: Any) -> dict[str, Any]:
    """The sample file of what the form drew."""
    response = draw(desk, **given)
    assert response.status_code == 302, response.content.decode()
    told: dict[str, Any] = json.loads(downloaded(desk, f"{response.url}content"))
    return told


def downloaded(desk: Desk, path: str) -> bytes:
    """The bytes of a file."""
    answer = desk.audit.get(path)
    assert answer.status_code == 200
    return b"".join(answer)


def test_the_size_is_shared_out_in_proportion(desk: Desk) -> None:
    told = drawn(desk, strata_by=["account", "region"])

    assert [(one["values"], one["count"], one["drawn"]) for one in told["strata"]] == [
        (["111122223333", "eu-west-1"], 40, 8),
        (["111122223333", "us-east-1"], 9, 2),
        (["444455556666", "eu-west-1"], 1, 0),
    ]


def test_every_variant_is_in_it_where_that_is_asked(desk: Desk) -> None:
    told = drawn(desk, size=1, strata_by=["account", "region"], is_every_stratum_in="on")

    assert [one["drawn"] for one in told["strata"]] == [1, 1, 1]


def test_those_with_the_smallest_hashes_of_seed_and_key_are_drawn(desk: Desk) -> None:
    told = drawn(desk, seed="Saat ß")

    keys = [f"111122223333/eu-west-1/{one}" for one in arns("eu-west-1", 40)]
    keys += [f"111122223333/us-east-1/{one}" for one in arns("us-east-1", 9)]
    keys.append("444455556666/eu-west-1/arn:aws:kms:eu-west-1:444455556666:key/eu-west-1-000000")
    by_hash = sorted(keys, key=lambda one: hashlib.sha256(f"Saat ß\0{one}".encode()).digest())
    assert told["keys"] == sorted(by_hash[:10])


def arns(region: str, keys: int) -> list[str]:
    """Of the first account."""
    return [
        f"arn:aws:kms:{region}:111122223333:key/{region}-{number:06d}" for number in range(keys)
    ]


def test_the_script_draws_the_same_on_its_own(desk: Desk, tmp_path: Path) -> None:
    response = draw(desk, strata_by=["region"], seed=None)
    population = FrozenPopulation.objects.get()
    files = {
        "population.jsonl": desk.path(f"populations/{population.population_id}/content"),
        "sample.json": f"{response.url}content",
        "draw_sample.py": desk.path("samples/draw_sample.py"),
    }
    for name, path in files.items():
        (tmp_path / name).write_bytes(downloaded(desk, path))
    command = ["python3", "-I", "draw_sample.py", "population.jsonl", "sample.json"]
    command[0] = sys.executable

    again = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, check=False)

    told = json.loads((tmp_path / "sample.json").read_bytes())
    assert again.stdout.decode().splitlines() == [*told["keys"], "The same sample."]
    assert again.returncode == 0
    (tmp_path / "sample.json").write_text(json.dumps({**told, "keys": told["keys"][1:]}))
    assert subprocess.run(command, cwd=tmp_path, env={}, capture_output=True).returncode == 1  # noqa: PLW1510 -- its failure is the point


@pytest.mark.parametrize(
    ("frequency", "risk", "size"),
    [("annual", "high", 1), ("monthly", "low", 2), ("weekly", "high", 10), ("many", "high", 45)],
)
def test_the_table_says_how_many(desk: Desk, frequency: str, risk: str, size: int) -> None:
    told = drawn(desk, size=None, frequency=frequency, risk=risk)

    assert len(told["keys"]) == size


def test_more_than_there_are_is_all_there_are(desk: Desk) -> None:
    assert len(drawn(desk, size=500)["keys"]) == 50


def test_without_a_seed_one_is_made_and_shown(desk: Desk) -> None:
    first, second = drawn(desk, seed=None), drawn(desk, seed=None)

    assert first["seed"] != second["seed"]
    path = desk.path(f"samples/{Sample.objects.latest('pk').sample_id}/")
    assert second["seed"] in desk.answer.get(path).content.decode()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"rationale": " "}, "This field is required"),
        ({"size": None}, "Say how many"),
        ({"size": None, "frequency": "weekly"}, "Say how many"),
        ({"seed": "one\ntwo"}, "on one line"),
    ],
)
def test_what_nobody_could_repeat_or_explain_is_refused(
    desk: Desk, given: dict[str, Any], why: str
) -> None:
    response = draw(desk, **given)

    assert why in response.content.decode()
    assert not Sample.objects.exists()


def test_a_sample_is_asked_for_in_one_click(desk: Desk) -> None:
    told = drawn(desk, size=3)
    sample = Sample.objects.get()

    response = desk.audit.post(desk.path(f"samples/{sample.sample_id}/request/"))

    request = AuditRequest.objects.get()
    assert response.headers["Location"] == desk.path("requests/1/")
    assert all(key in request.description for key in told["keys"])
    page = desk.answer.get(response.headers["Location"]).content.decode()
    assert sample.sample_id in page
    actions = Entry.objects.filter(action__in=["sample.drawn", "request.asked"])
    assert actions.count() == 2


@pytest.mark.parametrize(
    ("counts", "size", "variants", "shares"),
    [
        ({("a",): 1, ("b",): 1, ("c",): 1}, 2, "", [1, 1, 0]),
        ({("a",): 1, ("b",): 1, ("c",): 1}, 2, "every", [1, 1, 1]),
        ({("a",): 5, ("b",): 3, ("c",): 2}, 10, "every", [5, 3, 2]),
        ({("b",): 3, ("a",): 3, ("c",): 4}, 5, "", [2, 1, 2]),
    ],
)
def test_largest_remainders_and_then_the_order_decide(
    counts: dict[Any, int], size: int, variants: str, shares: list[int]
) -> None:
    shared = allocate(counts, size, is_every_in=bool(variants))

    assert [shared[one] for one in sorted(shared)] == shares
