"""Change what is said of a series."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from artifact.library.index import index
from artifact.library.models import Report
from artifact.library.report_facts import FactsInvalid, ReportFacts
from compliance.ledger.append import append

# What an assessment was made of is not for a person to say otherwise.
FIXED = ("framework", "regions")


def change_report(report: Report, facts: ReportFacts, *, actor: str, now: datetime) -> Report:
    """The series as it is called from now on; saying the same again changes nothing.

    :raises FactsInvalid: it cannot be kept, or is about what evidence has settled.
    """
    row = facts.row()
    with transaction.atomic():
        mine = Report.objects.select_for_update().get(pk=report.pk)
        changes = {
            name: {"from": getattr(mine, name), "to": value}
            for name, value in row.items()
            if getattr(mine, name) != value
        }
        _refuse_fixed(mine, changes)
        if not changes:
            return mine
        for name, change in changes.items():
            setattr(mine, name, change["to"])
        mine.save(update_fields=list(changes))
        mine.versions.update(sequence=F("sequence") + 1, changed_at=now)
        index(mine)
        append(
            actor=actor,
            action="report.changed",
            subject=f"report:{mine.report_id}",
            details=changes,
            at=now,
        )
    return mine


def _refuse_fixed(report: Report, changes: dict[str, dict[str, object]]) -> None:
    if report.origin != Report.Origin.ASSESSMENT:
        return
    fixed = [name for name in FIXED if name in changes]
    if fixed:
        raise FactsInvalid(
            f"The {' and the '.join(fixed)} of this report are those of its evidence. "
            "Make another report for another scope."
        )
