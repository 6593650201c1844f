"""Add a series by hand, to which documents are uploaded; or one that is known elsewhere."""

from datetime import datetime

from django.db import transaction

from artifact.identifiers import new_report_id
from artifact.library.models import Report
from artifact.library.report_facts import ReportFacts
from compliance.ledger.append import append


def add_report(facts: ReportFacts, *, actor: str, now: datetime, source: str = "") -> Report:
    """The new series, which has no version yet. `source` is AWS's ARN of an imported one.

    :raises FactsInvalid: what was said of it cannot be kept.
    """
    row = facts.row()
    report_id = new_report_id()
    with transaction.atomic():
        report = Report.objects.create(
            report_id=report_id,
            # Uploaded series are told apart by nothing but their id.
            scope_key=report_id,
            origin=Report.Origin.AWS_ARTIFACT if source else Report.Origin.UPLOAD,
            source=source,
            created_at=now,
            **row,
        )
        append(
            actor=actor,
            action="report.added",
            subject=f"report:{report_id}",
            details={**row, "source": source},
            at=now,
        )
    return report
