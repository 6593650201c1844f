"""Publish a revision of an agreement."""

from datetime import datetime
from hashlib import sha256

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
    text = draft.text()
    last = _newest(agreement)
    if last and _is_same(last, draft):
        raise DraftRefused(f"Revision {last.number} says the same.")
    document, nda = _as_pdfs(agreement, draft, at=now)
    with transaction.atomic():
        mine = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        newest = _newest(mine)
        if mine.withdrawn_at:
            raise DraftRefused(f"{mine} was withdrawn on {mine.withdrawn_at:%Y-%m-%d}.")
        if newest != last:
            raise DraftRefused("Somebody else has revised it just now. Look at that first.")
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


def _newest(agreement: Agreement) -> AgreementRevision | None:
    return agreement.revisions.order_by("-number").first()


def _as_pdfs(agreement: Agreement, draft: Draft, *, at: datetime) -> tuple[bytes, bytes]:
    try:
        document = draft.document.as_pdf(agreement.name, at=at)
        nda = draft.nda.as_pdf(f"Non-disclosure before: {agreement.name}", at=at)
    except WordingRefused as refusal:
        raise DraftRefused(str(refusal)) from refusal
    return document, nda


def _is_same(newest: AgreementRevision, draft: Draft) -> bool:
    """Whether the draft, had it been published then, were the newest revision to the byte."""
    if newest.acceptance_terms != list(draft.acceptance_terms):
        return False
    if newest.terminate_terms != list(draft.terminate_terms):
        return False
    document, nda = _as_pdfs(newest.agreement, draft, at=newest.published_at)
    hashes = sha256(document).hexdigest(), sha256(nda).hexdigest()
    return hashes == (newest.document_id, newest.nda_id)
