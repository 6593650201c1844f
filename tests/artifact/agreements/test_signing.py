"""Signing: the order of steps, what must be ticked, who may bind whom, and how it ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction

from artifact.agreements.accept import Signature, SignatureMissing
from artifact.agreements.accept_nda import accept_nda
from artifact.agreements.certificate import certificate
from artifact.agreements.end_agreement import EndRefused, end_agreement
from artifact.agreements.execute import CannotSign, execute
from artifact.agreements.models import (
    Acceptance,
    Agreement,
    AgreementRevision,
    CustomerAgreement,
)
from artifact.agreements.read_agreement import read_agreement
from artifact.agreements.read_nda import read_nda
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.steps import NotOffered, StepMissing
from artifact.agreements.terminate import CannotTerminate, NotTheirs, terminate
from artifact.agreements.ticked import NotTicked
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.users.models import Customer, User
from compliance.evidence.store import BlobDamaged, blob_name, get
from compliance.ledger.verify import verify
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.signing import SIGNATURE, agreement, caller, draft, signed
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db

ACCOUNT, ORGANIZATION = Agreement.Subject.ACCOUNT, Agreement.Subject.ORGANIZATION
LATER = MOMENT + timedelta(days=30)


def person(of: Customer | None = None, role: str = "customer") -> User:
    """Somebody of this company, or of a new one."""
    return factories.user(role, customer=of or factories.customer())


def sign(revision: AgreementRevision, who: User, **changed: object) -> CustomerAgreement:
    """The last step alone."""
    given: dict[str, object] = {
        "level": ACCOUNT,
        "ticked": revision.acceptance_terms,
        "by": SIGNATURE,
        "caller": caller(who),
        "now": MOMENT,
        **changed,
    }
    return execute(revision, **given)  # type: ignore[arg-type]  # the test's own changes


def end(agreed: CustomerAgreement, by: User) -> CustomerAgreement:
    """Ended with every sentence ticked."""
    sentences = agreed.revision.terminate_terms if agreed.revision else []
    return terminate(agreed, ticked=sentences, by=SIGNATURE, caller=caller(by), now=LATER)


def in_force(customer: Customer) -> list[CustomerAgreement]:
    """What binds the customer at MOMENT and one second."""
    found = CustomerAgreement.objects.in_force(now=MOMENT + timedelta(seconds=1))
    return list(found.covering(Customer.objects.get(pk=customer.pk)))


def test_each_step_demands_the_one_before() -> None:
    revision, ada = agreement(), person()
    who = caller(ada)

    with pytest.raises(StepMissing, match="Read the non-disclosure agreement first"):
        accept_nda(revision, by=SIGNATURE, caller=who, now=MOMENT)
    with pytest.raises(StepMissing, match="Accept the non-disclosure agreement first"):
        read_agreement(revision, caller=who, now=MOMENT)
    with pytest.raises(StepMissing, match="Accept the non-disclosure agreement first"):
        sign(revision, ada)
    assert read_nda(revision, caller=who, now=MOMENT) == revision.nda
    with pytest.raises(StepMissing, match="Accept the non-disclosure agreement first"):
        read_agreement(revision, caller=who, now=MOMENT)
    accept_nda(revision, by=SIGNATURE, caller=who, now=MOMENT)
    with pytest.raises(StepMissing, match="Read the agreement first"):
        sign(revision, ada)
    assert read_agreement(revision, caller=who, now=MOMENT) == revision.document

    made = sign(revision, ada)

    assert (made.state, made.level, made.document) == ("ACTIVE", "ACCOUNT", revision.document)
    assert made.acceptance
    assert made.acceptance.terms == revision.acceptance_terms
    assert in_force(made.customer) == [made]
    actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "agreement.offered",
        "nda.read",
        "nda.accepted",
        "agreement.read",
        "agreement.accepted",
        "customer-agreement.executed",
    ]
    assert not verify().discrepancies


def test_what_a_colleague_has_read_is_not_read() -> None:
    revision, ada = agreement(), person()
    ben = person(ada.customer)
    read_nda(revision, caller=caller(ada), now=MOMENT)

    with pytest.raises(StepMissing):
        accept_nda(revision, by=SIGNATURE, caller=caller(ben), now=MOMENT)

    ada.email, ben.email = "gone@example.com", ada.email
    with pytest.raises(StepMissing):
        accept_nda(revision, by=SIGNATURE, caller=caller(ben), now=MOMENT)


def test_bytes_that_are_not_there_were_not_read() -> None:
    revision, ada = agreement(), person()
    storages["evidence"].delete(blob_name(revision.nda_id))

    with pytest.raises(BlobDamaged):
        read_nda(revision, caller=caller(ada), now=MOMENT)

    assert not Entry.objects.filter(action="nda.read").exists()


@pytest.mark.parametrize(
    ("ticked", "why"),
    [
        ([], "I have read it"),
        (["I have read it."], "I may bind my company"),
        (["I have read it.", "I may bind my company.", "And more."], "does not belong"),
    ],
)
def test_each_sentence_is_ticked_and_no_other(ticked: list[str], why: str) -> None:
    revision, ada = agreement(), person()
    signed(revision, ada)
    end(CustomerAgreement.objects.get(), ada)
    before = Entry.objects.count()

    with pytest.raises(NotTicked, match=why):
        sign(revision, ada, ticked=ticked)

    assert (CustomerAgreement.objects.count(), Entry.objects.count()) == (1, before)


def test_only_the_newest_revision_is_signed_and_what_was_signed_stays() -> None:
    first, ada, ben = agreement(), person(), person()
    old = signed(first, ada)
    who = caller(ben)
    read_nda(first, caller=who, now=MOMENT)
    accept_nda(first, by=SIGNATURE, caller=who, now=MOMENT)
    read_agreement(first, caller=who, now=MOMENT)
    second = revise_agreement(first.agreement, draft("Second"), actor="manager", now=MOMENT)

    with pytest.raises(NotOffered, match="was revised. Read its newest revision"):
        sign(first, ben)
    with pytest.raises(NotOffered):
        read_nda(first, caller=who, now=MOMENT)
    with pytest.raises(StepMissing):
        sign(second, ben)

    assert in_force(old.customer) == [old]
    assert signed(second, ben).revision == second


def test_a_withdrawn_agreement_is_not_signed_and_what_was_signed_stays() -> None:
    revision, ada, ben = agreement(), person(), person()
    made = signed(revision, ada)

    assert withdraw_agreement(revision.agreement, actor="manager", now=MOMENT)
    assert not withdraw_agreement(revision.agreement, actor="manager", now=MOMENT)

    with pytest.raises(NotOffered, match="is offered no longer"):
        read_nda(revision, caller=caller(ben), now=MOMENT)
    with pytest.raises(NotOffered):
        sign(revision, ben)
    assert in_force(made.customer) == [made]
    assert end(made, ada).state == "CUSTOMER_TERMINATED"


def test_only_people_of_an_open_customer_sign() -> None:
    revision = agreement()
    closed = factories.customer(closed_at=MOMENT)

    for who, why in (
        (factories.user("customer"), "Only people of a customer"),
        (factories.user("administrator"), "Only people of a customer"),
        (person(role="auditor"), "Only people of a customer"),
        (person(closed), "is closed"),
    ):
        with pytest.raises(CannotSign, match=why):
            signed(revision, who)

    assert not CustomerAgreement.objects.exists()
    assert not CustomerAgreement.objects.visible_to(person(closed)).exists()


def test_a_level_that_is_not_offered_is_not_signed() -> None:
    revision = agreement(subjects=[ORGANIZATION])

    with pytest.raises(CannotSign, match="cannot be signed at this level"):
        signed(revision, person())


@pytest.mark.parametrize("by", [Signature(" ", "Owner"), Signature("Ada", " ")])
def test_nobody_signs_without_name_and_authority(by: Signature) -> None:
    revision, ada = agreement(), person()
    end(signed(revision, ada), ada)
    before = Entry.objects.count()

    with pytest.raises(SignatureMissing):
        sign(revision, ada, by=by)

    assert Entry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_sign_at_once_one_does() -> None:
    revision, ada = agreement(), person()
    ben = person(ada.customer)
    for one in (ada, ben):
        who = caller(one)
        read_nda(revision, caller=who, now=MOMENT)
        accept_nda(revision, by=SIGNATURE, caller=who, now=MOMENT)
        read_agreement(revision, caller=who, now=MOMENT)
    together = Barrier(2)

    def attempt(who: User) -> str:
        together.wait()
        try:
            return str(sign(revision, who).state)
        except CannotSign as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(attempt, [ada, ben]))

    assert said == ["ACTIVE", "Business associate addendum is in force already."]
    assert CustomerAgreement.objects.count() == 1
    assert Acceptance.objects.filter(kind="agreement").count() == 1


def test_the_managing_account_signs_for_members_that_are_and_that_come() -> None:
    head = factories.customer(organization_id="o-exampleorg1")
    member = factories.customer(parent=head)
    revision, ada, mo = agreement(), person(head), person(member)

    with pytest.raises(CannotSign, match="Only the account that manages"):
        signed(revision, mo, "ORGANIZATION")
    with pytest.raises(CannotSign, match="Only the account that manages"):
        signed(revision, person(), "ORGANIZATION")
    own = signed(revision, ada)
    for_all = signed(revision, ada, "ORGANIZATION")

    assert in_force(member) == [for_all]
    assert set(in_force(head)) == {own, for_all}
    later = factories.customer()
    assert in_force(later) == []
    Customer.objects.filter(pk=later.pk).update(parent=head)
    assert in_force(later) == [for_all]
    Customer.objects.filter(pk=later.pk).update(parent=None)
    assert in_force(later) == []
    mine = signed(revision, mo)
    assert set(in_force(member)) == {mine, for_all}


def test_a_member_sees_the_organisations_agreement_and_cannot_end_it() -> None:
    head = factories.customer(organization_id="o-exampleorg1")
    mo, ada = person(factories.customer(parent=head)), person(head)
    own = signed(agreement("Own"), ada)
    for_all = signed(agreement("For all"), ada, "ORGANIZATION")

    visible = CustomerAgreement.objects.visible_to
    assert list(visible(mo)) == [for_all]
    assert set(visible(ada)) == {own, for_all}
    assert set(visible(factories.user("compliance_manager"))) == {own, for_all}
    assert not visible(person()).exists()
    with pytest.raises(NotTheirs):
        end(for_all, mo)
    assert end(for_all, ada).state == "CUSTOMER_TERMINATED"
    assert in_force(head) == [own]


def test_what_ended_is_kept_and_can_be_signed_again() -> None:
    revision, ada = agreement(), person()
    made = signed(revision, ada)
    assert made.kept_until is None

    with pytest.raises(NotTicked):
        terminate(made, ticked=[], by=SIGNATURE, caller=caller(ada), now=LATER)
    ended = end(made, ada)

    assert (ended.state, ended.effective_end) == ("CUSTOMER_TERMINATED", LATER)
    assert str(ended.kept_until) == "2032-04-30"
    assert ended.termination
    assert ended.termination.terms == revision.terminate_terms
    with pytest.raises(CannotTerminate, match="ended already"):
        end(made, ada)
    with pytest.raises(EndRefused, match="ended already"):
        end_agreement(made, reason="Late", actor="manager", now=LATER)

    again = signed(revision, ada)

    assert again.pk != made.pk
    assert in_force(again.customer) == [again]
    made.refresh_from_db()
    assert get(made.document_id) == factories.pdf_bytes("Business associate addendum")
    assert made.acceptance
    assert certificate(made.acceptance).startswith(b"%PDF-")


def test_the_company_ends_an_agreement_with_a_reason() -> None:
    made = signed(agreement(), person())

    with pytest.raises(EndRefused, match="why"):
        end_agreement(made, reason=" ", actor="manager", now=LATER)
    ended = end_agreement(made, reason="Breach", actor="manager@example.com", now=LATER)

    assert (ended.state, ended.effective_end) == ("AWS_TERMINATED", LATER)
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.details) == ("customer-agreement.ended", {"reason": "Breach"})


def test_nobody_changes_or_deletes_what_was_signed() -> None:
    made, unsigned = signed(agreement(), person()), agreement("Unsigned")
    rows = CustomerAgreement.objects

    def refused(change: Callable[[], object]) -> None:
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()

    refused(lambda: rows.update(name="Another"))
    refused(lambda: rows.update(state="AWS_TERMINATED", effective_end=LATER, name="Another"))
    refused(lambda: rows.update(effective_end=LATER))
    refused(lambda: rows.all().delete())
    refused(lambda: AgreementRevision.objects.update(text="Another"))
    refused(lambda: unsigned.delete())
    end_agreement(made, reason="Breach", actor="manager", now=LATER)
    refused(lambda: rows.update(state="ACTIVE", effective_end=None))
    refused(lambda: rows.update(effective_end=MOMENT))
    refused(lambda: Acceptance.objects.update(typed_name="Another"))
