"""The one gate: terms, mark, signature, row and ledger, or nothing."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from artifact.agreements.accept import Signature
from artifact.agreements.models import Acceptance, TermVersion
from artifact.library.accept_terms import accept_terms
from artifact.library.download import NotForYou, NotReady, TermsNotAccepted, download
from artifact.library.links import download_link
from artifact.library.models import Download, Report, ReportVersion
from artifact.library.stamp import NotStampable
from artifact.users.caller import Caller, Channel
from artifact.users.models import Customer, User
from compliance.evidence.store import put
from compliance.models import Entry
from compliance.reports.signers.self_signed import self_signed
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.factories import MOMENT
from tests.artifact.library.awkward import REFUSED, WRAPPED

pytestmark = pytest.mark.django_db
NO_PDF = b"PK\x03\x04 a spreadsheet"


@pytest.fixture
def version() -> ReportVersion:
    """A published version, whose terms are to be accepted by hand where there are any."""
    report = factories.series(factories.Scope([factories.account()]), "SOC 2 Type II")
    Report.objects.filter(pk=report.pk).update(acceptance_type=Report.AcceptanceType.EXPLICIT)
    return factories.version(report)


@pytest.fixture
def person() -> User:
    """Somebody of a customer, who was granted everything."""
    customer = Customer.objects.create(name="شركة 李", created_at=MOMENT, created_by="test")
    found = factories.user("customer", name="Żółć Łęcka", customer=customer)
    factories.grant(found)
    return found


def caller(who: User) -> Caller:
    """The person, by way of the portal."""
    return Caller(who, Channel.PORTAL, "203.0.113.9", "Firefox")


def accepted(version: ReportVersion, who: User, held: TermVersion) -> Acceptance:
    """The person's yes to the wording."""
    return accept_terms(
        version,
        document=held.document_id,
        by=Signature("Ada", "Owner"),
        caller=caller(who),
        now=MOMENT,
    )


def nothing_was_handed_out() -> bool:
    """Neither a row nor a line in the ledger."""
    lines = Entry.objects.filter(action="report.downloaded")
    return not Download.objects.exists() and not lines.exists()


def test_a_copy_its_row_and_its_line_tell_the_same(version: ReportVersion, person: User) -> None:
    held = factories.term()
    given = accepted(version, person, held)

    handed = download(version.pk, caller=caller(person), now=MOMENT)
    with handed.file:
        content = handed.file.read()

    row = Download.objects.get()
    (line,) = Entry.objects.filter(action="report.downloaded")
    assert row == handed.download
    assert row.sha256 == line.details["sha256"] == hashlib.sha256(content).hexdigest()
    assert row.size_bytes == len(content)
    assert (row.acceptance, line.details["acceptance"]) == (given, given.pk)
    assert (line.actor, line.subject) == (person.email, f"report-version:{version.pk}")
    assert line.details["customer"] == row.customer.customer_id  # type: ignore[union-attr]  # it has one
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.docinfo["/ArtifactCopyId"] == row.copy_id == line.details["copy_id"]
        assert "Żółć Łęcka, شركة 李" in str(pdf.docinfo["/ArtifactCopy"])


def test_it_is_signed_where_there_is_a_key(
    version: ReportVersion, person: User, settings: Any
) -> None:
    key = self_signed("Example Ltd", now=datetime.now(UTC))
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": key}

    with download(version.pk, caller=caller(person), now=MOMENT).file as file:
        assert b"/ETSI.CAdES.detached" in file.read()
    assert len(Entry.objects.get(action="report.downloaded").details["certificate"]) == 64


def test_it_does_not_leave_unsigned_when_signing_fails(
    version: ReportVersion, person: User, settings: Any
) -> None:
    key = self_signed("Example Ltd", now=datetime.now(UTC))
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": key, "tsa_url": "http://127.0.0.1:9/"}

    with pytest.raises(NotReady, match="not handed out unsigned"):
        download(version.pk, caller=caller(person), now=MOMENT)
    assert nothing_was_handed_out()


def test_terms_must_be_accepted_to_the_very_wording(version: ReportVersion, person: User) -> None:
    first = factories.term("Old terms")
    old = accepted(version, person, first)
    newer = factories.term("New terms")

    for acceptance in (None, old):
        with pytest.raises(TermsNotAccepted) as refused:
            download(version.pk, caller=caller(person), now=MOMENT, acceptance=acceptance)
        assert refused.value.term_version == newer
    assert nothing_was_handed_out()


def test_another_persons_acceptance_opens_nothing(version: ReportVersion, person: User) -> None:
    other = factories.user("customer")
    factories.grant(other)
    theirs = accepted(version, other, factories.term())

    with pytest.raises(TermsNotAccepted):
        download(version.pk, caller=caller(person), now=MOMENT, acceptance=theirs)


def test_terms_that_hold_by_downloading_ask_nothing(version: ReportVersion, person: User) -> None:
    Report.objects.update(acceptance_type=Report.AcceptanceType.PASSTHROUGH)
    factories.term()

    download(version.pk, caller=caller(person), now=MOMENT).file.close()
    assert Download.objects.get().acceptance is None


@pytest.mark.parametrize("content", [make() for make in list(REFUSED.values())[:3]])
def test_what_cannot_be_marked_is_not_handed_out(
    version: ReportVersion, person: User, content: bytes
) -> None:
    ReportVersion.objects.update(pdf=put(content, now=MOMENT))

    with pytest.raises(NotStampable, match="is not handed out"):
        download(version.pk, caller=caller(person), now=MOMENT)
    assert nothing_was_handed_out()


@pytest.mark.parametrize("is_pdf", [True, False])
def test_what_stays_as_issued_is_wrapped(
    version: ReportVersion, person: User, *, is_pdf: bool
) -> None:
    content = WRAPPED["signed"]() if is_pdf else NO_PDF
    blob = put(content, now=MOMENT)
    ReportVersion.objects.update(
        pdf=blob if is_pdf else None,
        original=blob,
        filename="Übersicht 2026.pdf" if is_pdf else "matrix.xlsx",
        media_type="application/vnd.ms-excel",
    )

    handed = download(version.pk, caller=caller(person), now=MOMENT)
    with handed.file, pikepdf.open(handed.file) as pdf:
        (attached,) = pdf.attachments.values()
        assert attached.get_file().read_bytes() == content
    assert handed.filename == ("Übersicht 2026.pdf" if is_pdf else "matrix.pdf")
    assert Entry.objects.get(action="report.downloaded").details["is_wrapped"]


def test_a_withdrawn_version_is_refused_by_name(version: ReportVersion) -> None:
    ReportVersion.objects.update(publication=ReportVersion.Publication.WITHDRAWN)

    with pytest.raises(NotReady, match="it is Withdrawn"):
        download(version.pk, caller=caller(factories.user("engineer")), now=MOMENT)


def test_what_is_revoked_while_the_copy_is_made_does_not_leave(
    version: ReportVersion, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def revoke_in_between(*given: Any) -> Any:
        made.append(given)
        person.grants.update(ends_at=MOMENT - timedelta(days=1))
        return None

    monkeypatch.setattr("artifact.library.download.document_signer", revoke_in_between)

    with pytest.raises(NotForYou):
        download(version.pk, caller=caller(person), now=MOMENT)
    assert made
    assert nothing_was_handed_out()


def test_the_portal_leads_by_way_of_the_terms_to_the_download(
    as_: SignIn, version: ReportVersion, person: User
) -> None:
    held = factories.term()
    client = as_(person)

    sent = client.get(f"/reports/versions/{version.pk}/pdf")
    assert sent.headers["Location"] == f"/reports/versions/{version.pk}/terms/?download"
    form = {
        "document": held.document_id,
        "typed_name": "Ada",
        "authority": "Owner",
        "is_read": "on",
    }
    onward = client.post(sent.headers["Location"], form)
    assert onward.headers["Location"] == f"/reports/versions/{version.pk}/?download"
    page = client.get(onward.headers["Location"])
    assert page.headers["Refresh"] == f"0; url=/reports/versions/{version.pk}/pdf"
    copy = client.get(f"/reports/versions/{version.pk}/pdf")
    assert copy.getvalue().startswith(b"%PDF-")
    assert Download.objects.get().acceptance == Acceptance.objects.get()


def test_the_portal_says_why_nothing_is_handed_out(
    as_: SignIn, version: ReportVersion, person: User
) -> None:
    ReportVersion.objects.update(pdf=put(b"no PDF", now=MOMENT))

    answer = as_(person).get(f"/reports/versions/{version.pk}/pdf", follow=True)

    assert "is not handed out. The PDF is damaged" in answer.content.decode()


def test_a_link_to_a_report_whose_terms_changed_is_refused(
    as_: SignIn, version: ReportVersion, person: User
) -> None:
    link = download_link(version, acceptance=None, caller=caller(person))
    assert as_(person).get(link).getvalue().startswith(b"%PDF-")
    factories.term()

    refused = as_(person).get(link)

    assert refused.status_code == 403
    assert "have to be accepted first" in refused.content.decode()


def test_a_revoked_grant_closes_a_link_at_once(
    as_: SignIn, version: ReportVersion, person: User
) -> None:
    link = download_link(version, acceptance=None, caller=caller(person))
    person.grants.update(revoked_at=MOMENT)

    assert as_(person).get(link).status_code == 403
    assert nothing_was_handed_out()
