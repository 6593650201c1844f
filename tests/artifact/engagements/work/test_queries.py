"""The pages of an engagement's work ask the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from artifact.engagements.populations import FrozenPopulation, Sample
from tests.artifact import factories
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked, hand_in
from tests.artifact.engagements.work.desks import CONTROL, Desk

pytestmark = pytest.mark.django_db

PAGES = (
    "populations/",
    "populations/{population}/",
    "samples/{sample}/",
    "requests/",
    "requests/1/",
    "conclusions/",
    f"conclusions/{CONTROL}/",
)


def add_rows(desk: Desk) -> None:
    """One more of everything that the pages show."""
    desk.freeze()
    population = FrozenPopulation.objects.latest("pk").population_id
    drawing = {"rationale": "All.", "size": 2}
    desk.audit.post(desk.path(f"populations/{population}/sample/"), drawing)
    first = FrozenPopulation.objects.earliest("pk").population_id
    desk.audit.post(desk.path(f"populations/{first}/sample/"), drawing)
    sample = Sample.objects.earliest("pk").sample_id
    desk.audit.post(desk.path(f"samples/{sample}/request/"))
    request = asked(desk)
    hand_in(desk, request)
    hand_in(desk, type(request).objects.get(number=1), evidence=desk.number())
    words = {"verdict": "effective", "text": "Fine.", "is_shared": "on"}
    for control in (CONTROL, "kms.key-not-public"):
        desk.audit.post(desk.path(f"conclusions/{control}/write/"), words)
    for about in ("request:1", f"control:{CONTROL}", f"sample:{sample}"):
        desk.audit.post(desk.path("comments/"), {"about": about, "text": "Well."})


def queries(client: Client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    return len(made)


def test_pages_take_a_constant_number_of_queries(desk: Desk) -> None:
    add_rows(desk)
    ids = {
        "population": FrozenPopulation.objects.get().population_id,
        "sample": Sample.objects.earliest("pk").sample_id,
    }
    paths = [desk.path(one.format(**ids)) for one in PAGES]
    clients = (desk.audit, desk.answer)
    few = [queries(client, path) for client in clients for path in paths]
    desks.read(factories.account(), keys=5)
    for _ in range(3):
        add_rows(desk)

    assert [queries(client, path) for client in clients for path in paths] == few
    assert max(few) <= 20
