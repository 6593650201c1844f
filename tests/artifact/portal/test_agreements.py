"""Agreements in the portal: signed by customers, kept by managers."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Acceptance, Agreement, AgreementRevision
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.users.models import Customer, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.signing import agreement, draft, signed
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db

NAME = {"typed_name": "Ada Example", "authority": "Officer of Example Ltd"}
TICKED = {"sentence_0": "on", "sentence_1": "on"}


def person(**given: Any) -> User:
    """Somebody of a company of its own."""
    return factories.user("customer", customer=factories.customer(**given))


def page(client: Client, address: str) -> str:
    """The page's text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def accept_nda(client: Client, revision: AgreementRevision, level: str = "account") -> Any:
    """Step one, by the form."""
    address = f"/agreements/{level}/{revision.agreement.agreement_id}/non-disclosure/"
    given = {**NAME, "revision": str(revision.revision_id), "is_read": "on"}
    return client.post(address, given, follow=True)


def sign(client: Client, revision: AgreementRevision, level: str = "account", **more: str) -> Any:
    """Step two, by the form."""
    address = f"/agreements/{level}/{revision.agreement.agreement_id}/sign/"
    given = {**NAME, "revision": str(revision.revision_id), **(more or TICKED)}
    return client.post(address, given, follow=True)


def read(client: Client, revision: AgreementRevision, which: str) -> Any:
    """The bytes that the browser gets."""
    return client.get(f"/agreements/revisions/{revision.revision_id}/{which}")


def test_each_step_opens_the_next(as_: SignIn) -> None:
    revision = agreement()
    client, other = as_(person()), as_(person())
    address = f"/agreements/account/{revision.agreement.agreement_id}/"

    assert "Download and review" in page(client, "/agreements/")
    assert "Read the non-disclosure agreement" in page(client, address)
    assert read(client, revision, "agreement").status_code == 404
    refused = accept_nda(client, revision).content.decode()
    assert "Read the non-disclosure agreement first." in refused
    shown = read(client, revision, "non-disclosure").content
    assert shown == factories.pdf_bytes("Non-disclosure")
    assert "I may bind my company." in accept_nda(client, revision).content.decode()
    assert "Read the agreement first." in sign(client, revision).content.decode()
    shown = read(client, revision, "agreement").content
    assert shown == factories.pdf_bytes(revision.agreement.name)
    assert read(other, revision, "agreement").status_code == 404
    refused = sign(client, revision, sentence_0="on").content.decode()
    assert "This field is required." in refused
    assert not CustomerAgreement.objects.exists()

    active = sign(client, revision)

    made = CustomerAgreement.objects.get()
    address = f"/agreements/signed/{made.customer_agreement_id}/"
    assert active.redirect_chain == [(address, 302)]
    assert "is active." in active.content.decode()
    assert made.acceptance
    assert (made.acceptance.typed_name, made.acceptance.channel) == ("Ada Example", "portal")


def test_what_was_signed_is_read_proven_and_ended(as_: SignIn) -> None:
    revision, ada = agreement(), person()
    made = signed(revision, ada)
    client = as_(ada)
    address = f"/agreements/signed/{made.customer_agreement_id}/"

    assert client.get(f"{address}document").content == factories.pdf_bytes(made.name)
    certificate = client.get(f"/acceptances/{made.acceptance_id}/certificate")
    assert certificate.content.startswith(b"%PDF-")
    assert "in force already" in sign(client, revision).content.decode()
    assert client.post(f"{address}terminate/", NAME).status_code == 200
    ended = client.post(f"{address}terminate/", {**NAME, "sentence_0": "on"}, follow=True)

    shown = ended.content.decode()
    assert "is terminated. It stays here as a record." in shown
    assert "Ended by the customer" in shown
    assert "Certificate of the termination" in shown
    assert "Terminate…" not in shown
    late = client.post(f"{address}terminate/", {**NAME, "sentence_0": "on"}, follow=True)
    assert "It has ended already." in late.content.decode()
    assert "Download and review" in page(client, "/agreements/")
    assert "is active." in sign(client, revision).content.decode()


def test_what_was_revised_meanwhile_is_read_anew(as_: SignIn) -> None:
    revision = agreement()
    client = as_(person())
    read(client, revision, "non-disclosure")
    accept_nda(client, revision)
    read(client, revision, "agreement")
    newer = revise_agreement(revision.agreement, draft("Newer"), actor="m", now=MOMENT)

    said = sign(client, revision).content.decode()

    assert "was revised. Read its newest revision." in said
    assert "Read the non-disclosure agreement" in said
    assert "was revised" in accept_nda(client, revision).content.decode()
    assert read(client, revision, "agreement").status_code == 302
    assert read(client, newer, "non-disclosure").status_code == 200
    assert not CustomerAgreement.objects.exists()


def test_what_was_withdrawn_is_not_found(as_: SignIn) -> None:
    revision = agreement()
    client = as_(person())
    withdraw_agreement(revision.agreement, actor="m", now=MOMENT)

    assert "Nothing is offered" in page(client, "/agreements/")
    assert client.get(f"/agreements/account/{revision.agreement.agreement_id}/").status_code == 404
    answer = client.get(
        f"/agreements/revisions/{revision.revision_id}/non-disclosure", follow=True
    )
    assert "is offered no longer" in answer.content.decode()


def test_the_organisations_tab_is_of_whoever_manages_it(as_: SignIn) -> None:
    revision, ada = agreement(), person(organization_id="o-exampleorg1")
    head, member = as_(ada), as_(person(parent=ada.customer))
    name = revision.agreement.agreement_id

    assert "Download and review" not in page(member, "/agreements/organization/")
    assert member.get(f"/agreements/organization/{name}/").status_code == 404
    assert "belongs to no organisation" in page(as_(person()), "/agreements/organization/")
    read(head, revision, "non-disclosure")
    accept_nda(head, revision, "organization")
    read(head, revision, "agreement")
    sign(head, revision, "organization")
    made = CustomerAgreement.objects.get()

    address = f"/agreements/signed/{made.customer_agreement_id}/"
    assert made.level == "ORGANIZATION"
    assert made.name in page(member, "/agreements/organization/")
    assert made.customer_agreement_id not in page(head, "/agreements/")
    shown = page(member, address)
    assert "Terminate…" not in shown
    assert "Certificate" not in shown
    assert member.get(f"{address}document").status_code == 200
    assert member.get(f"{address}terminate/").status_code == 404
    assert "Terminate…" in page(head, address)
    Customer.objects.filter(parent=ada.customer).update(parent=None)
    assert member.get(address).status_code == 404


def test_people_of_a_closed_company_open_nothing(as_: SignIn) -> None:
    ada, revision = person(), agreement()
    made = signed(revision, ada)
    Customer.objects.update(closed_at=MOMENT)
    client = as_(ada)

    assert "You belong to no company account" in page(client, "/agreements/")
    assert read(client, revision, "non-disclosure").status_code == 404
    assert client.get(f"/agreements/signed/{made.customer_agreement_id}/").status_code == 404


OFFER = {
    "name": "Data processing agreement",
    "kind": "dpa",
    "subjects": ["ACCOUNT"],
    "description": "For what you entrust to us.",
    "acceptance_terms": "I have read it.\n\n I agree. \n",
    "terminate_terms": "I know.",
}


def pdfs(title: str) -> dict[str, SimpleUploadedFile]:
    """The two documents, as uploads."""
    return {
        name: SimpleUploadedFile("a.pdf", factories.pdf_bytes(f"{title} {name}"))
        for name in ("pdf", "nda_pdf")
    }


def test_a_manager_offers_revises_compares_and_withdraws(as_: SignIn) -> None:
    client = as_("compliance_manager")
    assert client.get("/agreements/").headers["Location"] == "/agreements/offered/"

    assert client.post("/agreements/offer/", {**OFFER, **pdfs("One")}).status_code == 302
    offered = Agreement.objects.get()
    address = f"/agreements/offered/{offered.agreement_id}/"
    first = offered.revisions.get()
    assert first.acceptance_terms == ["I have read it.", "I agree."]
    again = {**OFFER, "pdf": pdfs("One")["pdf"]}
    assert "Revision 1 says the same" in client.post(f"{address}revise/", again).content.decode()
    revised = {**OFFER, "acceptance_terms": "I agree to all.", "pdf": pdfs("Two")["pdf"]}
    assert client.post(f"{address}revise/", revised).status_code == 302
    second = offered.revisions.get(number=2)
    assert second.nda_id == first.nda_id
    shown = client.get(f"{address}revisions/2/agreement").content
    assert shown == factories.pdf_bytes("Two pdf")

    changes = page(client, f"{address}compare/1/2/")

    assert "<del>To accept: I agree.</del>" in changes
    assert "<ins>To accept: I agree to all.</ins>" in changes
    assert "Compare with 1" in page(client, address)
    assert "stays in force" in client.post(f"{address}withdraw/", follow=True).content.decode()
    assert "already" in client.post(f"{address}withdraw/", follow=True).content.decode()
    assert "Withdrawn" in page(client, "/agreements/offered/")


def test_a_manager_sees_what_was_signed_and_ends_it_with_a_reason(as_: SignIn) -> None:
    made = signed(agreement(), person(name="Example Ltd"))
    client = as_("administrator")
    address = f"/agreements/signed/{made.customer_agreement_id}/"

    assert "Example Ltd" in page(client, "/agreements/signed/")
    assert made.agreement
    assert "Example Ltd" in page(client, f"/agreements/offered/{made.agreement.agreement_id}/")
    assert "End it as the company…" in page(client, address)
    assert client.post(f"{address}end/", {"reason": ""}).status_code == 200
    ended = client.post(f"{address}end/", {"reason": "Breach"}, follow=True).content.decode()
    assert "Ended by us" in ended
    assert "or longer" in ended
    assert Entry.objects.latest("pk").details == {"reason": "Breach"}
    late = client.post(f"{address}end/", {"reason": "Again"}, follow=True)
    assert "It has ended already." in late.content.decode()


PAPER = {
    "name": "Offline BAA",
    "level": "ACCOUNT",
    "first_day": "2026-01-01",
    "last_day": "2099-12-31",
}


def test_a_paper_is_recorded_and_its_customer_only_reads_it(as_: SignIn) -> None:
    ada = person()
    assert ada.customer
    upload = SimpleUploadedFile("a.pdf", factories.pdf_bytes("Paper"))
    given = {**PAPER, "customer": ada.customer.pk, "pdf": upload}

    answer = as_("administrator").post("/agreements/paper/", given)

    made = CustomerAgreement.objects.get()
    assert answer.headers["Location"] == f"/agreements/signed/{made.customer_agreement_id}/"
    assert str(made.effective_end) == "2100-01-01 00:00:00+00:00"
    client = as_(ada)
    assert "Signed on paper" in page(client, "/agreements/")
    shown = page(client, answer.headers["Location"])
    assert "Active" in shown
    assert "Terminate…" not in shown
    assert client.get(f"{answer.headers['Location']}terminate/").status_code == 404
    document = client.get(f"{answer.headers['Location']}document").content
    assert document == factories.pdf_bytes("Paper")


def test_forms_that_say_too_little_say_so(as_: SignIn) -> None:
    client = as_("administrator")
    customer = factories.customer()

    for address, given, why in (
        ("offer", OFFER, "Write the wording, or choose a PDF"),
        ("offer", {**OFFER, "text": "A", **pdfs("One")}, "one of them"),
        ("offer", {**OFFER, "acceptance_terms": "a < b", **pdfs("One")}, "has &lt; or &gt;"),
        (
            "paper",
            {
                **PAPER,
                "customer": customer.pk,
                "level": "ORGANIZATION",
                "pdf": SimpleUploadedFile("a.pdf", factories.pdf_bytes()),
            },
            "manages no organisation",
        ),
    ):
        assert why in client.post(f"/agreements/{address}/", given).content.decode()

    assert not Agreement.objects.exists()
    assert not Acceptance.objects.exists()


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_lists_take_a_constant_number_of_queries(as_: SignIn) -> None:
    ada = person(organization_id="o-exampleorg1")
    one = agreement()
    signed(one, ada)
    pages = [(as_(ada), f"/agreements/{level}/") for level in ("account", "organization")]
    manager = as_("administrator")
    name = one.agreement.agreement_id
    pages += [
        (manager, f"/agreements/{path}/") for path in ("offered", "signed", f"offered/{name}")
    ]
    few = [queries(client, address) for client, address in pages]

    for number in range(3):
        more = agreement(f"Agreement {number}")
        signed(more, ada)
        signed(more, ada, "ORGANIZATION")
        signed(one, person())
        revise_agreement(one.agreement, draft(f"R {number}"), actor="m", now=MOMENT)
        one = AgreementRevision.objects.latest("pk")

    assert [queries(client, address) for client, address in pages] == few
    assert max(few) <= 15
