"""Every model of the product, each defined beside its stage."""

from artifact.access_keys.models import AccessKey
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Acceptance, Agreement, AgreementRevision, Term, TermVersion
from artifact.awsapi.models import ApiEvent, StepToken
from artifact.customers.models import AccessRequest, Invitation, Mail
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.requests import Attachment, AuditRequest, Comment, RequestEvent
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
    "Attachment",
    "Attempt",
    "AuditRequest",
    "Auditor",
    "Comment",
    "Conclusion",
    "Cursor",
    "Customer",
    "CustomerAgreement",
    "Delivery",
    "Download",
    "Engagement",
    "FrozenPopulation",
    "Grant",
    "Invitation",
    "Mail",
    "MailAddress",
    "Notice",
    "NumberedEvidence",
    "Report",
    "ReportVersion",
    "RequestEvent",
    "Sample",
    "StepToken",
    "Subscription",
    "Term",
    "TermVersion",
    "User",
    "Webhook",
]
