"""Terms in the portal: published by the manager, read and accepted by the customer."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from artifact.agreements.models import Acceptance, Term, TermVersion
from artifact.library.models import ReportVersion
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db

FORM = {"name": "Terms of use", "scope": "every", "which": "", "text": "Keep it\nto yourself."}


@pytest.fixture
def version() -> ReportVersion:
    """A published version."""
    return factories.version(factories.series(factories.Scope([factories.account()])))


def publish(as_: SignIn, **changed: object) -> TermVersion:
    """Terms in force, through the form."""
    answer = as_("compliance_manager").post("/terms/publish/", {**FORM, **changed})
    assert answer.status_code == 302
    return TermVersion.objects.latest("pk")


def test_the_customer_reads_and_accepts_the_very_bytes(
    as_: SignIn, version: ReportVersion
) -> None:
    held = publish(as_)
    person = factories.user("customer")
    factories.grant(person)
    client = as_(person)
    address = f"/reports/versions/{version.pk}/terms/"

    page = client.get(address)
    assert b"Keep it\nto yourself." in page.content.replace(b"<br>", b"\n").replace(b"\n\n", b"\n")
    assert client.get(f"{address}document").content == b"Keep it\nto yourself."
    answer = client.post(
        address,
        {
            "document": held.document_id,
            "typed_name": "Ada Example",
            "authority": "Owner",
            "is_read": "on",
        },
        headers={"user-agent": "Firefox"},
    )

    assert answer.headers["Location"] == f"/reports/versions/{version.pk}/"
    given = Acceptance.objects.get()
    assert (given.user, given.typed_name, given.user_agent) == (person, "Ada Example", "Firefox")
    assert client.get(f"/acceptances/{given.pk}/certificate").content.startswith(b"%PDF-")
    stranger = as_("customer")
    assert stranger.get(f"/acceptances/{given.pk}/certificate").status_code == 404
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404


def test_terms_that_changed_meanwhile_are_shown_anew(as_: SignIn, version: ReportVersion) -> None:
    shown = factories.term("These")
    publish(as_, text="Other terms")
    answer = as_("administrator").post(
        f"/reports/versions/{version.pk}/terms/",
        {
            "document": shown.document_id,
            "typed_name": "Ada",
            "authority": "Owner",
            "is_read": "on",
        },
        follow=True,
    )

    assert "read them again" in answer.content.decode()
    assert "Other terms" in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_nothing_is_accepted_without_the_tick(as_: SignIn, version: ReportVersion) -> None:
    held = factories.term()

    answer = as_("administrator").post(
        f"/reports/versions/{version.pk}/terms/",
        {"document": held.document_id, "typed_name": "Ada", "authority": "Owner"},
    )

    assert answer.status_code == 200
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text": ""}, "Write the wording, or choose a PDF"),
        ({"scope": "framework"}, "Say which one"),
        ({"scope": "framework", "which": "nope"}, "Known frameworks are"),
    ],
)
def test_a_form_that_says_too_little_says_so(
    as_: SignIn, changed: dict[str, str], why: str
) -> None:
    answer = as_("administrator").post("/terms/publish/", {**FORM, **changed})

    assert why in answer.content.decode()
    assert not Term.objects.exists()


def test_a_pdf_is_published_and_withdrawn(as_: SignIn, version: ReportVersion) -> None:
    content = factories.pdf_bytes()
    held = publish(as_, text="", pdf=SimpleUploadedFile("terms.pdf", content))
    client = as_("administrator")

    shown = client.get(f"/terms/{held.term.term_id}/versions/1")
    assert (shown.content, shown.headers["Content-Type"]) == (content, "application/pdf")
    assert (
        "PDF, opens beside"
        in client.get(f"/reports/versions/{version.pk}/terms/").content.decode()
    )
    client.post(f"/terms/{held.term.term_id}/withdraw/")

    again = client.post(f"/terms/{held.term.term_id}/withdraw/", follow=True)
    assert "was withdrawn on" in again.content.decode()
    assert version.report.term() is None
    assert client.get(f"/reports/versions/{version.pk}/terms/").status_code == 302


def test_terms_are_published_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terms.txt"
    file.write_text("Do not share.")

    call_command("publish_term", str(file), "--name", "Terms", "--framework", "hipaa")

    version = TermVersion.objects.get()
    assert capsys.readouterr().out == (
        f"{version.term.term_id} version 1, SHA-256 {version.document_id}\n"
    )
    with pytest.raises(CommandError, match="in force already"):
        call_command("publish_term", str(file), "--name", "Terms", "--framework", "hipaa")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("publish_term", str(tmp_path / "none"), "--name", "Terms")
