"""Every model of the product, each defined beside its stage."""

from artifact.agreements.models import (
    Acceptance,
    Agreement,
    AgreementRevision,
    CustomerAgreement,
    Term,
    TermVersion,
)
from artifact.library.models import Download, Report, ReportVersion
from artifact.users.models import Customer, Grant, User

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementRevision",
    "Customer",
    "CustomerAgreement",
    "Download",
    "Grant",
    "Report",
    "ReportVersion",
    "Term",
    "TermVersion",
    "User",
]
