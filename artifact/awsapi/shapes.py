"""The library's rows as the service model's shapes; absent members are left out, never null."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.library.models import Report, ReportVersion
from artifact.users.models import Customer
from compliance.runs import Run

# ShortStringAttribute and LongStringAttribute of the service model.
NOT_SHORT = re.compile(r"[^a-zA-Z0-9_\-\s]+")
NOT_LONG = re.compile(r"[<>]")
# Newer models let a LongStringAttribute have 2048 characters; clients of 2024 take half of that.
SHORT, LONG = 256, 1024
MOST_TERMS = 10
UPLOAD_STATE = {
    Run.State.QUEUED: "PROCESSING",
    Run.State.RUNNING: "PROCESSING",
    Run.State.COMPLETE: "COMPLETE",
    Run.State.INCOMPLETE: "COMPLETE",
    Run.State.FAILED: "FAILED",
}
SHOWN = {ReportVersion.Publication.PUBLISHED, ReportVersion.Publication.SUPERSEDED}


def report_summary(version: ReportVersion) -> dict[str, Any]:
    """ReportSummary of a version."""
    report = version.report
    return _present(
        {
            "id": report.report_id,
            "name": short(report.title),
            "state": "PUBLISHED" if is_published(version) else "UNPUBLISHED",
            "arn": report_arn(report, version.number),
            "version": version.number,
            "uploadState": UPLOAD_STATE[Run.State(version.state)],
            "description": _description(report),
            "periodStart": _day(version.period_start) or timestamp(version.as_of),
            "periodEnd": _day(version.period_end) or timestamp(version.as_of),
            "series": short(report.series or report.framework),
            "category": short(report.category),
            "companyName": short(report.company),
            "productName": short(report.product or ", ".join(report.regions)),
            "statusMessage": long(version.error),
            "acceptanceType": report.acceptance_type,
        }
    )


def listed_report(version: ReportVersion) -> dict[str, Any]:
    """ReportSummary of a report by its newest version: it is the report that is named."""
    return report_summary(version) | {"arn": report_arn(version.report)}


def is_published(version: ReportVersion) -> bool:
    """Whether it is handed out; what a newer version took the place of still is."""
    return version.publication in SHOWN


def report_detail(version: ReportVersion) -> dict[str, Any]:
    """ReportDetail of a version that was found `with_term`: the summary, its terms and dates."""
    held: dict[str, Any] | None = version.held_term  # type: ignore[attr-defined]  # annotated
    changed = version.changed_at or version.published_at or version.requested_at
    return report_summary(version) | _present(
        {
            "createdAt": timestamp(version.requested_at),
            "lastModifiedAt": timestamp(changed),
            "deletedAt": timestamp(version.withdrawn_at) if version.withdrawn_at else "",
            "termArn": term_arn(held["term_id"], held["number"]) if held else "",
            "sequenceNumber": version.sequence,
        }
    )


def agreement_summary(agreement: Agreement) -> dict[str, Any]:
    """What is offered, with its newest revision; revisions are loaded with it."""
    newest = max(agreement.revisions.all(), key=lambda one: one.number)
    return _present(
        {
            "id": agreement.agreement_id,
            "arn": agreement_arn(agreement.agreement_id),
            "name": long(agreement.name),
            "description": long(agreement.description or agreement.name),
            "revisionId": str(newest.revision_id),
        }
    ) | {
        "subjects": list(agreement.subjects),
        "acceptanceTerms": [long(one) for one in newest.acceptance_terms],
        "terminateTerms": [long(one) for one in newest.terminate_terms],
    }


def customer_agreement(of: CustomerAgreement) -> dict[str, Any]:
    """CustomerAgreementSummary."""
    revision = of.revision
    return _present(
        {
            "id": of.customer_agreement_id,
            "name": long(of.name),
            "arn": customer_agreement_arn(of),
            "agreementArn": agreement_arn(of.agreement.agreement_id) if of.agreement else "",
            "awsAccountId": of.customer.customer_id,
            "organizationArn": organization_arn(of.customer),
            "effectiveStart": timestamp(of.effective_start),
            "effectiveEnd": timestamp(of.effective_end) if of.effective_end else "",
            "state": of.state,
            "type": of.type,
            "description": long(of.description or of.name),
        }
    ) | {
        "acceptanceTerms": _sentences(revision.acceptance_terms) if revision else [],
        "terminateTerms": _sentences(revision.terminate_terms) if revision else [],
    }


def report_arn(report: Report, number: int | None = None) -> str:
    """With the version as IAM writes it; ListReports names none."""
    arn = f"arn:aws:artifact:us-east-1::report/{report.report_id}"
    return f"{arn}:{number}" if number else arn


def term_arn(term_id: str, number: int) -> str:
    """Of a wording."""
    return f"arn:aws:artifact:us-east-1::term/{term_id}:{number}"


def agreement_arn(agreement_id: str) -> str:
    """Of what is offered; it belongs to no account."""
    return f"arn:aws:artifact:::agreement/{agreement_id}"


def customer_agreement_arn(of: CustomerAgreement) -> str:
    """Of what a customer has executed."""
    place = f"arn:aws:artifact::{of.customer.customer_id}"
    return f"{place}:customer-agreement/{of.customer_agreement_id}"


def organization_arn(customer: Customer) -> str:
    """Of the customer's organisation; empty where it has none."""
    head = customer.parent or customer
    if not head.organization_id:
        return ""
    place = f"arn:aws:organizations::{head.customer_id}"
    return f"{place}:organization/{head.organization_id}"


@lru_cache(maxsize=4096)
def short(text: str) -> str:
    """What a ShortStringAttribute can hold of the text: `ISO/IEC 27001` as `ISO IEC 27001`."""
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(NOT_SHORT.sub(" ", plain).split())[:SHORT].strip()


def long(text: str) -> str:
    """What a LongStringAttribute can hold of the text."""
    return NOT_LONG.sub(" ", text).strip()[:LONG].strip()


def timestamp(at: datetime) -> str:
    """RFC 3339 in UTC, which every SDK reads."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _description(report: Report) -> str:
    """With the whole title, where the name on the wire has only a part of it."""
    if not report.description or short(report.title) == report.title:
        return long(report.description or report.title)
    return long(f"{report.title}: {report.description}")


def _sentences(sentences: Iterable[str]) -> list[str]:
    return [long(one) for one in sentences][:MOST_TERMS]


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z" if day else ""


def _present(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in {"", None}}
