"""That the work was read is shown to both sides, whoever read it."""

import pytest

from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import Desk
from tests.artifact.engagements.work.test_isolation import Filled, fill

pytestmark = pytest.mark.django_db


def listed(desk: Desk, *, of_auditor: bool = True) -> list[tuple[bool, str]]:
    """Whether an auditor read it, and what it was; the newest first."""
    client = desk.audit if of_auditor else desk.answer
    reads = client.get(desk.path("reads/")).context["reads"]
    return [(one.is_by_auditor, one.what) for one in reads]


def test_both_sides_see_what_either_read_of_the_work(desk: Desk) -> None:
    filled: Filled = fill(desk)
    before = listed(desk)
    for path in ("populations/{population}/content", "requests/1/files/{file}"):
        b"".join(desk.audit.get(filled.path(path)))
    desk.answer.get(filled.path("samples/{sample}/"))
    desk.answer.get(filled.path("requests/list.csv"))
    b"".join(desk.audit.get(filled.path("workpapers")))

    seen = listed(desk)[: -len(before) or None]

    title = "AWS::KMS::Key, 2026-03-31"
    assert seen == [
        (True, "The package of workpapers"),
        (False, "The request list"),
        (False, f"Sample of {title}"),
        (True, "register.txt, handed in for R-1"),
        (True, f"Population: {title}"),
    ]
    assert listed(desk, of_auditor=False) == listed(desk)


def test_what_is_read_of_another_engagement_is_not_shown(desk: Desk, as_: SignIn) -> None:
    other = desks.desk(as_)
    other.snapshots.append(desks.read(other.accounts[0]))
    filled = fill(other)
    for path in ("populations/{population}/", "samples/{sample}/", "requests/1/files/{file}"):
        other.audit.get(filled.path(path))

    assert listed(desk) == []
    assert len(listed(other)) >= 3
