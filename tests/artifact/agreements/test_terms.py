"""Terms: which hold, what is accepted, and what stays for ever."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from artifact.agreements.accept import Signature, SignatureMissing
from artifact.agreements.accepted import accepted_term
from artifact.agreements.certificate import certificate
from artifact.agreements.models import Acceptance, TermVersion
from artifact.agreements.publish_term import TermRefused, TermScope, publish_term
from artifact.agreements.withdraw_term import WithdrawnAlready, withdraw_term
from artifact.agreements.wording import PDF, TEXT, Wording
from artifact.library.accept_terms import TermsChanged, accept_terms
from artifact.library.models import ReportVersion
from artifact.users.caller import Caller, Channel
from compliance.evidence.store import get
from compliance.ledger.verify import verify
from compliance.models import Entry
from tests.artifact import factories
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db

SIGNATURE = Signature("Żółć 李", "Security officer of Example Ltd")
EVERY = TermScope()


def publish_text(text: str) -> TermVersion:
    """A wording in plain text, in force."""
    wording = Wording(text.encode(), TEXT)
    return publish_term(EVERY, wording, name="Terms of use", actor="manager", now=MOMENT)


@pytest.fixture
def version() -> ReportVersion:
    """A published version of a HIPAA series."""
    report = factories.series(factories.Scope([factories.account()]))
    report.series = "HIPAA"
    report.save()
    return factories.version(report)


@pytest.fixture
def caller() -> Caller:
    """A customer at a browser."""
    return Caller(factories.user("customer"), Channel.PORTAL, "192.0.2.7", "Firefox")


def test_the_narrowest_terms_hold(version: ReportVersion) -> None:
    report = version.report
    assert report.term() is None
    for scope in (
        EVERY,
        TermScope(framework="hipaa"),
        TermScope(series="HIPAA"),
        TermScope(report_id=report.report_id),
    ):
        assert report.term() != factories.term(f"Wording of {scope}", scope)
        assert report.term() == TermVersion.objects.latest("pk")
    factories.term("Of another", TermScope(series="SOC"))
    factories.term("Newer, but wider", EVERY)
    narrowest = report.term()
    assert narrowest
    assert narrowest.term.report_id == report.report_id


def test_a_withdrawn_term_leaves_its_place_to_the_next_wider(version: ReportVersion) -> None:
    wide, narrow = factories.term("For all"), factories.term("For one", TermScope(series="HIPAA"))
    assert version.report.term() == narrow

    withdraw_term(narrow.term, actor="manager", now=MOMENT)

    assert version.report.term() == wide
    with pytest.raises(WithdrawnAlready):
        withdraw_term(narrow.term, actor="manager", now=MOMENT)
    again = factories.term("For one", TermScope(series="HIPAA"))
    assert again.number == 1
    assert version.report.term() == again


def test_new_terms_are_asked_for_again_and_the_old_record_stays(
    version: ReportVersion, caller: Caller
) -> None:
    first = factories.term("Version one")
    given = accept_terms(
        version, document=first.document_id, by=SIGNATURE, caller=caller, now=MOMENT
    )
    assert accepted_term(caller.user, first) == given

    second = factories.term("Version two")

    assert accepted_term(caller.user, second) is None
    assert get(given.document_id) == factories.pdf_bytes("Version one")
    assert accepted_term(caller.user, first) == given


def test_what_was_not_shown_cannot_be_accepted(version: ReportVersion, caller: Caller) -> None:
    shown = factories.term("Version one")
    factories.term("Version two")

    with pytest.raises(TermsChanged, match="read them again"):
        accept_terms(version, document=shown.document_id, by=SIGNATURE, caller=caller, now=MOMENT)

    assert not Acceptance.objects.exists()


def test_acceptance_and_entry_are_one(version: ReportVersion, caller: Caller) -> None:
    held = publish_text("Some terms")

    given = accept_terms(version, document=held.pdf_id, by=SIGNATURE, caller=caller, now=MOMENT)

    assert given.document == held.pdf
    assert given.entry.details["typed_name"] == "Żółć 李"
    assert given.entry.details["document"] == held.pdf_id
    assert given.entry.subject == f"report-version:{version.pk}"
    assert not verify().discrepancies


@pytest.mark.parametrize("by", [Signature(" ", "Owner"), Signature("Ada", "")])
def test_a_yes_without_name_or_authority_is_none(
    version: ReportVersion, caller: Caller, by: Signature
) -> None:
    held = factories.term("Some terms")
    before = Entry.objects.count()

    with pytest.raises(SignatureMissing):
        accept_terms(version, document=held.document_id, by=by, caller=caller, now=MOMENT)

    assert (Acceptance.objects.count(), Entry.objects.count()) == (0, before)


def test_an_acceptance_cannot_be_changed_or_deleted(
    version: ReportVersion, caller: Caller
) -> None:
    held = factories.term("Some terms")
    accept_terms(version, document=held.document_id, by=SIGNATURE, caller=caller, now=MOMENT)

    for change in (
        lambda: Acceptance.objects.update(typed_name="Somebody else"),
        lambda: Acceptance.objects.all().delete(),
        lambda: TermVersion.objects.update(number=7),
    ):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()


def test_the_certificate_is_readable_in_any_script_and_the_same_each_time(
    version: ReportVersion, caller: Caller
) -> None:
    held = factories.term("Some terms")
    given = accept_terms(
        version, document=held.document_id, by=SIGNATURE, caller=caller, now=MOMENT
    )

    made = certificate(given)

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "Żółć 李" in text
    assert held.document_id in text.replace("\n", "")
    assert certificate(Acceptance.objects.get()) == made


@pytest.mark.parametrize(
    ("scope", "wording", "why"),
    [
        (TermScope(framework="nope"), Wording(b"Text", TEXT), "no framework 'nope'"),
        (TermScope(framework="hipaa", series="SOC"), Wording(b"Text", TEXT), "name one"),
        (EVERY, Wording(b"  \n", TEXT), "empty"),
        (EVERY, Wording(b"\xff\xfe", TEXT), "UTF-8"),
        (EVERY, Wording(b"%PDF-1.7 broken", PDF), "no PDF"),
        (EVERY, Wording(b"x", "image/png"), "plain text or a PDF"),
        (EVERY, Wording(b"x" * 5_000_001, TEXT), "larger"),
    ],
)
def test_what_cannot_be_shown_is_refused(scope: TermScope, wording: Wording, why: str) -> None:
    with pytest.raises(TermRefused, match=why):
        publish_term(scope, wording, name="Terms", actor="manager", now=MOMENT)

    assert not TermVersion.objects.exists()


def test_the_same_wording_twice_is_no_new_version() -> None:
    factories.term("Once")

    with pytest.raises(TermRefused, match="in force already, as version 1"):
        factories.term("Once")


def test_a_pdf_is_shown_as_it_came() -> None:
    content = factories.pdf_bytes()

    version = publish_term(EVERY, Wording(content, PDF), name="Terms", actor="m", now=MOMENT)

    assert get(version.document_id) == content
    assert version.pdf_id == version.document_id
