"""Say yes to the terms under which a report is handed over."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.accept import Accepted, Signature, accept
from artifact.agreements.models import Acceptance
from artifact.library.models import ReportVersion
from artifact.users.caller import Caller


class NoTerms(Exception):
    """No terms hold for the report."""


class TermsChanged(Exception):
    """Other terms hold by now than those that were shown; the message says to read again."""


def accept_terms(
    version: ReportVersion, *, document: str, by: Signature, caller: Caller, now: datetime
) -> Acceptance:
    """The acceptance of the terms in force, whose bytes `document` (a SHA-256) were shown.

    :raises NoTerms: none hold.
    :raises TermsChanged: the bytes shown are not those in force.
    :raises SignatureMissing: the name or the authority is empty.
    """
    with transaction.atomic():
        held = version.report.term()
        if held is None:
            raise NoTerms(f"No terms hold for {version.report}.")
        if document not in {held.document_id, held.pdf_id}:
            raise TermsChanged("The terms were changed in the meantime. Please read them again.")
        return accept(
            Accepted(
                kind=Acceptance.Kind.TERM,
                subject=f"report-version:{version.pk}",
                document=held.document if document == held.document_id else held.pdf,
                term_version=held,
            ),
            by=by,
            caller=caller,
            now=now,
        )
