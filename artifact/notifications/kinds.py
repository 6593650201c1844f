"""What people can be told of, and which entries of the ledger tell it: one table."""

from django.db import models


class Kind(models.TextChoices):
    """What happened, as a person subscribes to it and as a webhook's `type` says it."""

    REPORT_PUBLISHED = "report.published", "A report is published"
    REPORT_SUPERSEDED = "report.superseded", "A report is superseded by a newer version"
    REPORT_WITHDRAWN = "report.withdrawn", "A report is withdrawn"
    TERMS_CHANGED = "terms.changed", "Terms of reports change"
    AGREEMENT_OFFERED = "agreement.offered", "An agreement is offered"
    AGREEMENT_REVISED = "agreement.revised", "An agreement is revised"
    AGREEMENT_SIGNED = "agreement.signed", "An agreement is signed"
    AGREEMENT_ENDED = "agreement.ended", "An agreement ends or is no longer offered"
    AGREEMENT_EXPIRES = "agreement.expires", "An agreement is about to expire"
    ACCESS_EXPIRES = "access.expires", "Access is about to expire"
    DIGEST = "digest", "Each week: what expires in the next 30 days"


# What is told to one person unasked, because it concerns what they set up themselves.
PROOF, TEST, WEBHOOK_DISABLED = "address.proof", "webhook.test", "webhook.disabled"

# The reports' filters of a subscription narrow these; the others are of no framework.
OF_REPORTS = frozenset(
    {
        Kind.REPORT_PUBLISHED,
        Kind.REPORT_SUPERSEDED,
        Kind.REPORT_WITHDRAWN,
        Kind.TERMS_CHANGED,
    }
)

# The ledger's actions, and what is told of each.
OF_ENTRIES = {
    "report.published": Kind.REPORT_PUBLISHED,
    "report.withdrawn": Kind.REPORT_WITHDRAWN,
    "term.published": Kind.TERMS_CHANGED,
    "term.withdrawn": Kind.TERMS_CHANGED,
    "agreement.offered": Kind.AGREEMENT_OFFERED,
    "agreement.revised": Kind.AGREEMENT_REVISED,
    "agreement.withdrawn": Kind.AGREEMENT_ENDED,
    "customer-agreement.executed": Kind.AGREEMENT_SIGNED,
    "customer-agreement.recorded": Kind.AGREEMENT_SIGNED,
    "customer-agreement.terminated": Kind.AGREEMENT_ENDED,
    "customer-agreement.ended": Kind.AGREEMENT_ENDED,
}
