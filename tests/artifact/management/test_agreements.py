"""`offer_agreement` and `agreements`, as an operator runs them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.withdraw_agreement import withdraw_agreement
from compliance.evidence.store import get
from tests.artifact import factories
from tests.artifact.signing import agreement, signed
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db

Output = pytest.CaptureFixture[str]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A document and what is accepted before it."""
    made = []
    for name in ("baa.pdf", "nda.pdf"):
        file = tmp_path / name
        file.write_bytes(factories.pdf_bytes(name))
        made.append(str(file))
    return made


def offer(files: list[str], *more: str) -> None:
    """The command with two sentences to accept and one to terminate."""
    sentences = ("--accept", "I have read it.", "--accept", "I may.", "--terminate", "I know.")
    call_command("offer_agreement", *files, *sentences, *more)


def test_an_agreement_is_offered_and_revised(files: list[str], capsys: Output) -> None:
    offer(files, "--name", "BAA", "--kind", "baa", "--binds", "organization")

    first = AgreementRevision.objects.get()
    name = first.agreement.agreement_id
    assert capsys.readouterr().out == f"{name} revision 1, SHA-256 {first.document_id}\n"
    assert first.agreement.subjects == ["ORGANIZATION"]
    assert first.acceptance_terms == ["I have read it.", "I may."]
    assert get(first.nda_id) == factories.pdf_bytes("nda.pdf")
    with pytest.raises(CommandError, match="says the same"):
        offer(files, "--revise", name)
    Path(files[0]).write_bytes(factories.pdf_bytes("changed"))
    offer(files, "--revise", name)
    assert capsys.readouterr().out.startswith(f"{name} revision 2, ")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--revise", "agreement-unknown"), "no agreement agreement-unknown"),
        (("--name", " "), "Name the agreement"),
        (("--name", "BAA", "--accept", "a < b"), "has < or >"),
        ((), "one of the arguments --name --revise is required"),
        (("--name", "BAA", "--revise", "x"), "not allowed with"),
    ],
)
def test_what_cannot_be_offered_says_why(
    files: list[str], more: tuple[str, ...], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        offer(files, *more)

    assert not Agreement.objects.exists()


def test_a_file_that_cannot_be_read_is_named(files: list[str], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="none cannot be read"):
        offer([files[0], str(tmp_path / "none")], "--name", "BAA")


def listed(capsys: Output, *options: str) -> list[dict[str, Any]]:
    """What the command prints as JSON."""
    call_command("agreements", "--format", "json", *options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_is_offered_and_what_was_signed_are_listed(capsys: Output) -> None:
    ada = factories.user("customer", customer=factories.customer(organization_id="o-example"))
    assert ada.customer
    one, two = agreement("One"), agreement("Two")
    own, for_all = signed(one, ada), signed(two, ada, "ORGANIZATION")
    member = factories.customer(parent=ada.customer)
    withdraw_agreement(two.agreement, actor="m", now=MOMENT)

    offered = listed(capsys)
    assert [(row["name"], row["in_force"]) for row in offered] == [("One", 1), ("Two", 1)]
    assert [row["name"] for row in listed(capsys, "--in-force")] == ["One"]
    names = {row["id"] for row in listed(capsys, "--signed")}
    assert names == {own.customer_agreement_id, for_all.customer_agreement_id}
    (covering,) = listed(capsys, "--customer", member.customer_id, "--in-force")
    assert covering["id"] == for_all.customer_agreement_id
    assert (covering["in_force"], covering["kept_until"]) == (True, None)
    call_command("agreements")
    assert "One  baa  ACCOUNT,ORGANIZATION  1  1  -" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no customer 000000000000"):
        call_command("agreements", "--customer", "000000000000")
