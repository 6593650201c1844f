"""Every model of the product, each defined beside its stage."""

from artifact.access_keys.models import AccessKey
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Acceptance, Agreement, AgreementRevision, Term, TermVersion
from artifact.awsapi.models import ApiEvent, StepToken
from artifact.customers.models import AccessRequest, Invitation, Mail
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.library.models import Download, Report, ReportVersion
from artifact.notifications.models import (
    Attempt,
    Cursor,
    Delivery,
    MailAddress,
    Notice,
    Subscription,
    Webhook,
)
from artifact.users.models import Customer, Grant, User

__all__ = [
    "Acceptance",
    "AccessKey",
    "AccessRequest",
    "Agreement",
    "AgreementRevision",
    "ApiEvent",
    "Attempt",
    "Auditor",
    "Cursor",
    "Customer",
    "CustomerAgreement",
    "Delivery",
    "Download",
    "Engagement",
    "Grant",
    "Invitation",
    "Mail",
    "MailAddress",
    "Notice",
    "NumberedEvidence",
    "Report",
    "ReportVersion",
    "StepToken",
    "Subscription",
    "Term",
    "TermVersion",
    "User",
    "Webhook",
]
