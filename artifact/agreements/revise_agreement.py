"""Publish a revision of an agreement."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.draft import Draft, DraftRefused
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.wording import WordingRefused
from compliance.evidence.store import put
from compliance.ledger.append import append


def revise_agreement(
    agreement: Agreement, draft: Draft, *, actor: str, now: datetime
) -> AgreementRevision:
    """The new revision, which is what is signed from now on; what was signed stays in force.

    :raises DraftRefused: it cannot be offered, changes nothing, or the agreement was withdrawn.
    """
    draft.check()
    try:
        document = draft.document.as_pdf(agreement.name, at=now)
        nda = draft.nda.as_pdf(f"Non-disclosure before: {agreement.name}", at=now)
    except WordingRefused as refusal:
        raise DraftRefused(str(refusal)) from refusal
    text = draft.text()
    with transaction.atomic():
        mine = Agreement.objects.select_for_update().get(pk=agreement.pk)
        newest = mine.revisions.order_by("-number").first()
        if mine.withdrawn_at:
            raise DraftRefused(f"{mine} was withdrawn on {mine.withdrawn_at:%Y-%m-%d}.")
        if newest and _is_same(newest, draft, text):
            raise DraftRefused(f"Revision {newest.number} says the same.")
        revision = mine.revisions.create(
            number=newest.number + 1 if newest else 1,
            document=put(document, now=now),
            nda=put(nda, now=now),
            text=text,
            acceptance_terms=list(draft.acceptance_terms),
            terminate_terms=list(draft.terminate_terms),
            published_at=now,
            published_by=actor,
        )
        append(
            actor=actor,
            action="agreement.revised" if newest else "agreement.offered",
            subject=f"agreement:{mine.agreement_id}",
            details={
                "name": mine.name,
                "revision": str(revision.revision_id),
                "number": revision.number,
                "document": revision.document_id,
                "nda": revision.nda_id,
                "acceptance_terms": revision.acceptance_terms,
                "terminate_terms": revision.terminate_terms,
            },
            at=now,
        )
    return revision


def _is_same(newest: AgreementRevision, draft: Draft, text: str) -> bool:
    return (
        newest.text == text
        and newest.acceptance_terms == list(draft.acceptance_terms)
        and newest.terminate_terms == list(draft.terminate_terms)
    )
