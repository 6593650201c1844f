"""Offering: what cannot be signed is not offered; revisions; agreements on paper."""

from datetime import date, timedelta
from typing import Any

import pytest

from artifact.agreements.compare_revisions import Change, Line, compare_revisions
from artifact.agreements.draft import DraftRefused
from artifact.agreements.end_agreement import EndRefused, end_agreement
from artifact.agreements.models import Agreement, AgreementRevision, CustomerAgreement
from artifact.agreements.offer_agreement import Offer, offer_agreement
from artifact.agreements.record_offline import Paper, PaperRefused, record_offline
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.terminate import CannotTerminate, terminate
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.agreements.wording import PDF, TEXT, Wording
from compliance.evidence.store import get
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.signing import SIGNATURE, agreement, caller, draft
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db

ACCOUNT, ORGANIZATION = Agreement.Subject.ACCOUNT, Agreement.Subject.ORGANIZATION
BROKEN = Wording(b"%PDF-1.7 broken", PDF)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"acceptance_terms": []}, "Give 1 to 10 sentences to tick in order to accept"),
        ({"terminate_terms": [f"{n}" for n in range(11)]}, "in order to terminate"),
        ({"acceptance_terms": ["Yes", "Yes"]}, "are the same"),
        ({"acceptance_terms": ["a < b"]}, "has < or >"),
        ({"acceptance_terms": ["x" * 1025]}, "longer than 1024"),
        ({"acceptance_terms": [" "]}, "is empty"),
        ({"document": BROKEN}, "cannot be read"),
        ({"nda": BROKEN}, "no PDF that can be read"),
        ({"nda": Wording(b" ", TEXT)}, "is empty"),
        ({"document": Wording(b"\xff", TEXT)}, "UTF-8"),
    ],
)
def test_what_cannot_be_signed_is_not_offered(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(DraftRefused, match=why):
        agreement(first=draft(**changed))

    assert not Agreement.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (Offer(" ", Agreement.Kind.BAA, [ACCOUNT]), "Name the agreement"),
        (Offer("x" * 201, Agreement.Kind.BAA, [ACCOUNT]), "at most 200 characters"),
        (Offer("BAA", Agreement.Kind.BAA, []), "Say whom it can bind"),
    ],
)
def test_an_offer_has_a_name_and_somebody_to_bind(offer: Offer, why: str) -> None:
    with pytest.raises(DraftRefused, match=why):
        offer_agreement(offer, draft(), actor="manager", now=MOMENT)


def test_each_revision_is_another_and_keeps_its_bytes() -> None:
    first = agreement()
    mine = first.agreement

    with pytest.raises(DraftRefused, match="Revision 1 says the same"):
        revise_agreement(mine, draft(mine.name), actor="manager", now=MOMENT)
    changed_nda = draft(mine.name, nda=Wording(factories.pdf_bytes("Other NDA"), PDF))
    second = revise_agreement(mine, changed_nda, actor="manager", now=MOMENT)
    third = revise_agreement(
        mine, draft(mine.name, terminate_terms=["Other."]), actor="manager", now=MOMENT
    )

    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert get(second.nda_id) == factories.pdf_bytes("Other NDA")
    assert first.document == third.document
    withdraw_agreement(mine, actor="manager", now=MOMENT)
    with pytest.raises(DraftRefused, match="was withdrawn"):
        revise_agreement(mine, draft("Fourth"), actor="manager", now=MOMENT)


def test_the_same_text_is_no_revision_although_it_is_typeset_anew() -> None:
    text = draft(document=Wording(b"One\nTwo", TEXT), terminate_terms=["Ends."])
    first = agreement(first=text)

    with pytest.raises(DraftRefused, match="says the same"):
        revise_agreement(
            first.agreement, text, actor="manager", now=MOMENT + timedelta(days=1)
        )

    assert get(first.document_id).startswith(b"%PDF-")
    assert first.text == "One\nTwo"


def test_what_changed_between_revisions_is_shown_line_by_line() -> None:
    def revision(text: str, sentence: str) -> AgreementRevision:
        return AgreementRevision(
            text=text, acceptance_terms=[sentence], terminate_terms=["It ends."]
        )

    lines = compare_revisions(
        revision("One\n\nTwo\nThree", "Yes."), revision("One\nTwo, changed\nThree", "Yes!")
    )

    assert lines == [
        Line(Change.KEPT, "One"),
        Line(Change.REMOVED, "Two"),
        Line(Change.ADDED, "Two, changed"),
        Line(Change.KEPT, "Three"),
        Line(Change.REMOVED, "To accept: Yes."),
        Line(Change.ADDED, "To accept: Yes!"),
        Line(Change.KEPT, "To terminate: It ends."),
    ]


def paper(**changed: Any) -> Paper:
    """A signed page that binds for a year."""
    given: dict[str, Any] = {
        "name": "Offline BAA",
        "content": factories.pdf_bytes("Signed"),
        "level": ACCOUNT,
        "effective_start": MOMENT,
        "effective_end": MOMENT + timedelta(days=365),
        **changed,
    }
    return Paper(**given)


def test_paper_binds_by_its_own_dates_and_the_customer_cannot_end_it() -> None:
    ada = factories.user("customer", customer=factories.customer())
    assert ada.customer
    kept = record_offline(ada.customer, paper(), actor="manager", now=MOMENT)

    def holds(days: float) -> bool:
        instant = MOMENT + timedelta(days=days)
        return CustomerAgreement.objects.in_force(now=instant).exists()

    assert [holds(days) for days in (-0.1, 0, 364.9, 365)] == [False, True, True, False]
    assert kept.kept_until == date(2033, 3, 31)
    with pytest.raises(CannotTerminate, match="signed on paper"):
        terminate(kept, ticked=[], by=SIGNATURE, caller=caller(ada), now=MOMENT)
    with pytest.raises(EndRefused, match="ended already"):
        end_agreement(kept, reason="Late", actor="manager", now=MOMENT + timedelta(days=366))
    assert get(kept.document_id) == factories.pdf_bytes("Signed")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "Name the agreement"),
        ({"effective_end": MOMENT}, "ends before it starts"),
        ({"content": b"no PDF"}, "no PDF"),
        ({"level": ORGANIZATION}, "manages no organisation"),
    ],
)
def test_paper_that_binds_nobody_is_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(PaperRefused, match=why):
        record_offline(factories.customer(), paper(**changed), actor="manager", now=MOMENT)

    assert not CustomerAgreement.objects.exists()


def test_what_ended_on_a_leap_day_is_kept_six_whole_years() -> None:
    ended = CustomerAgreement(effective_end=MOMENT.replace(year=2028, month=2, day=29))

    assert ended.kept_until == date(2034, 3, 1)
