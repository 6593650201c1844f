"""Agreements that tests start from: on offer, and signed step by step."""

from collections.abc import Sequence
from typing import Any

from artifact.agreements.accept import Signature
from artifact.agreements.accept_nda import accept_nda
from artifact.agreements.draft import Draft
from artifact.agreements.execute import execute
from artifact.agreements.models import Agreement, AgreementRevision, CustomerAgreement
from artifact.agreements.offer_agreement import Offer, offer_agreement
from artifact.agreements.read_agreement import read_agreement
from artifact.agreements.read_nda import read_nda
from artifact.agreements.wording import PDF, Wording
from artifact.users.caller import Caller, Channel
from artifact.users.models import User
from tests.artifact import factories
from tests.factories import MOMENT

SIGNATURE = Signature("Ada Example", "Officer of Example Ltd")


def caller(of: User) -> Caller:
    """The person at a browser."""
    return Caller(of, Channel.PORTAL, "192.0.2.7", "Firefox")


def draft(title: str = "Agreement", **given: Any) -> Draft:
    """A revision to be published: PDFs of this title, two sentences to accept, one to end."""
    fields: dict[str, Any] = {
        "document": Wording(factories.pdf_bytes(title), PDF),
        "nda": Wording(factories.pdf_bytes("Non-disclosure"), PDF),
        "acceptance_terms": ["I have read it.", "I may bind my company."],
        "terminate_terms": ["I know what ends with it."],
        **given,
    }
    return Draft(**fields)


def agreement(
    name: str = "Business associate addendum",
    *,
    subjects: Sequence[Agreement.Subject] = tuple(Agreement.Subject),
    first: Draft | None = None,
) -> AgreementRevision:
    """An agreement on offer, in its first revision; it can bind either unless told otherwise."""
    offer = Offer(name=name, kind=Agreement.Kind.BAA, subjects=subjects)
    return offer_agreement(offer, first or draft(name), actor="manager", now=MOMENT)


def signed(revision: AgreementRevision, by: User, level: str = "ACCOUNT") -> CustomerAgreement:
    """The agreement, signed step by step."""
    who = caller(by)
    read_nda(revision, caller=who, now=MOMENT)
    accept_nda(revision, by=SIGNATURE, caller=who, now=MOMENT)
    read_agreement(revision, caller=who, now=MOMENT)
    return execute(
        revision,
        level=Agreement.Subject(level),
        ticked=revision.acceptance_terms,
        by=SIGNATURE,
        caller=who,
        now=MOMENT,
    )
