"""An entry of the ledger in words that a person understands."""

from collections.abc import Callable
from typing import Any

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement, Term
from artifact.library.models import ReportVersion
from artifact.notifications.kinds import OF_ENTRIES, Kind
from artifact.notifications.models import Notice
from compliance.models import Entry


def describe(entry: Entry) -> Notice:
    """What is told of the entry, not saved yet.

    :raises ObjectDoesNotExist: what it speaks of is gone.
    """
    kind = OF_ENTRIES[entry.action]
    subject, _, name = entry.subject.partition(":")
    notice = Notice(
        key=f"entry:{entry.pk}",
        kind=kind,
        kinds=[kind],
        subject=entry.subject,
        entry=entry,
        at=entry.at,
    )
    WORDS[subject](notice, name, entry.details)
    return notice


def _of_report(notice: Notice, name: str, details: dict[str, Any]) -> None:
    version = ReportVersion.objects.select_related("report").get(pk=name)
    report = version.report
    notice.facts = {"report_id": report.report_id, "version": version.number}
    if notice.kind == Kind.REPORT_WITHDRAWN:
        notice.title = f"{report.title}: version {version.number} is withdrawn"
        notice.text = "It is no longer handed out. Do not rely on copies that you hold."
        notice.path = f"/reports/{report.pk}/"
        return
    notice.title = f"{report.title}: version {version.number} is published"
    notice.path = f"/reports/versions/{version.pk}/"
    if before := details.get("supersedes", _superseded_by(version)):
        notice.kinds = [Kind.REPORT_PUBLISHED, Kind.REPORT_SUPERSEDED]
        notice.text = f"It supersedes version {before}."
        notice.facts["supersedes"] = before


def _superseded_by(version: ReportVersion) -> int:
    """The version before, as far as it was handed out; 0 where there was none."""
    before = version.report.versions.filter(
        number__lt=version.number, publication=ReportVersion.Publication.SUPERSEDED
    )
    newest = before.order_by("-number").first()
    return newest.number if newest else 0


def _of_term(notice: Notice, name: str, details: dict[str, Any]) -> None:
    term = Term.objects.get(term_id=name)
    notice.facts = {"term_id": name}
    notice.path = "/reports/"
    if "version" in details:
        notice.facts["version"] = details["version"]
        notice.title = f"{term.name}: new terms of {term.scope} are in force"
        notice.text = "Where reports ask for it, they must be accepted before the next download."
    else:
        notice.title = f"{term.name}: these terms of {term.scope} hold no more"


def _of_agreement(notice: Notice, name: str, details: dict[str, Any]) -> None:
    agreement = Agreement.objects.get(agreement_id=name)
    notice.facts = {"agreement_id": name}
    notice.path = "/agreements/"
    done = {
        Kind.AGREEMENT_OFFERED: "is offered",
        Kind.AGREEMENT_REVISED: f"revision {details.get('number', '')} is offered",
        Kind.AGREEMENT_ENDED: "is no longer offered",
    }
    notice.title = f"{agreement.name}: {done[Kind(notice.kind)]}"
    if notice.kind == Kind.AGREEMENT_REVISED:
        notice.text = "What was signed before stays in force until it is signed anew or ends."


def _of_customer_agreement(notice: Notice, name: str, _details: dict[str, Any]) -> None:
    signed = CustomerAgreement.objects.select_related("customer").get(customer_agreement_id=name)
    done = "is signed" if notice.kind == Kind.AGREEMENT_SIGNED else "has ended"
    notice.facts = {"customer_agreement_id": name}
    notice.path = "/agreements/"
    notice.title = f"{signed.name} of {signed.customer.name} {done}"


WORDS: dict[str, Callable[[Notice, str, dict[str, Any]], None]] = {
    "report-version": _of_report,
    "term": _of_term,
    "agreement": _of_agreement,
    "customer-agreement": _of_customer_agreement,
}
