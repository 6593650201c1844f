"""What an engagement opens: the one place that turns its scope into grants, and asks by them."""

from datetime import datetime

from django.db.models import QuerySet

from artifact.engagements.models import Engagement
from artifact.users.models import Grant
from artifact.users.visible import findings_covered_by, snapshots_covered_by
from compliance.assessments.models import FindingQuerySet
from compliance.models import Snapshot


def grants_of(engagement: Engagement) -> list[Grant]:
    """A grant for each of its accounts, to nobody yet and not saved."""
    return [
        Grant(
            framework=engagement.framework,
            account=account,
            regions=engagement.regions,
            period_start=engagement.period_start,
            period_end=engagement.period_end,
            starts_at=engagement.access_from,
            ends_at=engagement.access_to,
        )
        for account in engagement.accounts.order_by("account_id")
    ]


def findings_of(engagement: Engagement) -> FindingQuerySet:
    """The findings of its framework, accounts, regions and period, whoever asks."""
    return findings_covered_by(grants_of(engagement))


def snapshots_of(engagement: Engagement) -> QuerySet[Snapshot]:
    """The evidence below its findings, and of what happened there, read in its period."""
    grants = grants_of(engagement)
    return snapshots_covered_by(grants, happened_at=grants)


def findings_at(engagement: Engagement, at: datetime) -> FindingQuerySet:
    """Those of its findings that held at an instant."""
    return findings_of(engagement).as_of(at)
