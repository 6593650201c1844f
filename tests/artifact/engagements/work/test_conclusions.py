"""Conclusions and comments: the auditor's are theirs, and nothing is ever edited."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from artifact.engagements.conclusions import Conclusion
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import Comment
from compliance.models import Entry
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.asked import asked
from tests.artifact.engagements.work.desks import CONTROL, Desk

pytestmark = pytest.mark.django_db


def conclude(desk: Desk, **given: Any) -> Any:
    """Post the auditor's form."""
    fields = {"verdict": "effective", "text": "Rotation is on where it can be.", **given}
    return desk.audit.post(desk.path(f"conclusions/{CONTROL}/write/"), fields)


def seen(desk: Desk) -> str:
    """The control's page, as the audited side sees it."""
    return desk.answer.get(desk.path(f"conclusions/{CONTROL}/")).content.decode()


def test_the_audited_side_reads_what_is_shared_and_nothing_else(desk: Desk) -> None:
    conclude(desk, text="A first thought.")
    hidden = seen(desk)
    conclude(desk, verdict="exception", text="One key is not rotated.", is_shared="on")
    conclude(desk, text="A later thought.")
    shown = seen(desk)

    assert "A first thought." not in hidden
    assert "Nothing is shared yet." in hidden
    assert "One key is not rotated." in shown
    assert "thought" not in shown
    listed = desk.answer.get(desk.path("conclusions/")).content.decode()
    assert "Exception noted" in listed


def test_sharing_adds_a_version_and_edits_none(desk: Desk) -> None:
    conclude(desk)

    desk.audit.post(desk.path(f"conclusions/{CONTROL}/share/1/"))
    desk.audit.post(desk.path(f"conclusions/{CONTROL}/share/1/"))

    versions = Conclusion.objects.order_by("number").values_list("number", "is_shared")
    assert list(versions) == [(1, False), (2, True)]
    assert "Rotation is on where it can be." in seen(desk)


def test_a_conclusion_names_what_it_rests_on(desk: Desk) -> None:
    desk.freeze()
    population = FrozenPopulation.objects.get()
    drawing = {"rationale": "All of them.", "size": 3}
    desk.audit.post(desk.path(f"populations/{population.population_id}/sample/"), drawing)
    sample, snapshot = Sample.objects.get(), desk.snapshots[0]

    conclude(desk, samples=[sample.sample_id], evidence=desk.number(), is_shared="on")

    page = seen(desk)
    assert desk.path(f"samples/{sample.sample_id}/") in page
    assert desk.path(f"evidence/{desk.number()}/") in page
    (entry,) = Entry.objects.filter(action="conclusion.written")
    assert entry.actor == desk.auditor.email
    assert entry.details["samples"] == [sample.sample_id]
    assert entry.details["evidence"] == [snapshot.pk]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"verdict": "fine"}, "Select a valid choice"),
        ({"text": " "}, "This field is required"),
        ({"evidence": "E-2026-0099"}, "Not evidence of this engagement: E-2026-0099"),
    ],
)
def test_what_rests_on_nothing_is_refused(desk: Desk, given: dict[str, str], why: str) -> None:
    assert why in conclude(desk, **given).content.decode()
    assert not Conclusion.objects.exists()


def test_evidence_of_others_is_no_ground(desk: Desk, as_: SignIn) -> None:
    others = desks.desk(as_)
    others.snapshots.append(desks.read(others.accounts[0]))
    number = others.number()

    # The same number in this engagement is given to none yet.
    said = conclude(desk, evidence=number).content.decode()

    assert f"Not evidence of this engagement: {number}." in said
    assert not Conclusion.objects.exists()


def test_a_control_of_another_framework_has_no_page(desk: Desk) -> None:
    for path in ("conclusions/no.such-control/", "conclusions/no.such-control/write/"):
        call = desk.audit.post if path.endswith("write/") else desk.audit.get
        assert call(desk.path(path)).status_code == 404


def test_both_sides_comment_and_read_each_other(desk: Desk) -> None:
    asked(desk)
    finding = desk.accounts[0].findings.earliest("pk")
    said = (
        (desk.audit, "request:1", "Where is it?"),
        (desk.answer, "request:1", "On <page> 2."),
        (desk.answer, f"control:{CONTROL}", "Keys of AWS rotate by themselves."),
        (desk.audit, f"finding:{finding.pk}", "Seen."),
    )
    for client, about, text in said:
        answer = client.post(
            desk.path("comments/"),
            {"about": about, "text": text, "next": desk.path("requests/1/")},
        )
        assert answer.headers["Location"] == desk.path("requests/1/")

    page = desk.audit.get(desk.path("requests/1/")).content.decode()
    assert page.index("Where is it?") < page.index("On &lt;page&gt; 2.")
    assert "Keys of AWS" in seen(desk)
    for client in (desk.audit, desk.answer):
        of_control = client.get(desk.path(f"controls/{CONTROL}/")).content.decode()
        assert "Keys of AWS" in of_control
        assert "1 comment" in of_control
        assert "Seen." in client.get(desk.path(f"findings/{finding.pk}/")).content.decode()
    assert Comment.objects.count() == Entry.objects.filter(action="comment.written").count() == 4


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("request:1", " "),
        ("request:2", "There is no such request."),
        ("request:one", "There is no such request."),
        ("sample:sample-0000000000000000", "There is no such sample."),
        ("control:no.such", "There is no such control."),
        ("finding:99999999999999999999", "There is no such finding."),
        ("user:1", "Nobody comments on people."),
    ],
)
def test_what_is_not_there_is_not_commented_on(desk: Desk, about: str, text: str) -> None:
    asked(desk)

    desk.audit.post(desk.path("comments/"), {"about": about, "text": text})

    assert not Comment.objects.exists()


def test_a_comment_leads_nowhere_else(desk: Desk) -> None:
    asked(desk)
    fields = {"about": "request:1", "text": "Well.", "next": "https://evil.example/"}

    answer = desk.audit.post(desk.path("comments/"), fields)

    assert answer.headers["Location"] == desk.path("requests/")


def test_neither_is_ever_changed(desk: Desk) -> None:
    conclude(desk)
    asked(desk)
    desk.audit.post(desk.path("comments/"), {"about": "request:1", "text": "Well."})
    for statement in (
        "UPDATE artifact_conclusion SET text = ''",
        "DELETE FROM artifact_conclusion",
        "UPDATE artifact_comment SET text = ''",
        "DELETE FROM artifact_comment",
    ):
        with (
            pytest.raises(IntegrityError, match="written once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
