"""Change what an engagement opens, or until when."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.access import give_access, locked, take_access
from artifact.engagements.asked import EngagementRefused, Scope, refuse_wrong_scope
from artifact.engagements.models import Engagement
from compliance.ledger.append import append


def change_engagement(
    engagement: Engagement, scope: Scope, *, actor: str, now: datetime
) -> Engagement:
    """The engagement with the new scope, which its people have from their next request on.

    :raises EngagementRefused: it is closed, or the scope is not right.
    """
    refuse_wrong_scope(scope, now=now)
    with transaction.atomic():
        mine = locked(engagement)
        if mine.closed_at:
            raise EngagementRefused({"": ["This engagement is closed. Open another one."]})
        before = scope_of(mine).facts()
        if before == scope.facts():
            return mine
        _set(mine, scope)
        append(
            actor=actor,
            action="engagement.changed",
            subject=mine.name_in_ledger,
            details={"before": before, **scope.facts()},
            at=now,
        )
        for auditor in mine.auditors.select_related("user").order_by("pk"):
            auditor.engagement = mine
            take_access(auditor, actor=actor, now=now)
            if auditor.is_ready:
                give_access(auditor, actor=actor, now=now)
    return mine


def scope_of(engagement: Engagement) -> Scope:
    """What the engagement opens today."""
    return Scope(
        accounts=list(engagement.accounts.order_by("account_id")),
        regions=engagement.regions,
        period_start=engagement.period_start,
        period_end=engagement.period_end,
        access_from=engagement.access_from,
        access_to=engagement.access_to,
    )


def _set(engagement: Engagement, scope: Scope) -> None:
    engagement.regions = sorted(set(scope.regions))
    engagement.period_start, engagement.period_end = scope.period_start, scope.period_end
    engagement.access_from, engagement.access_to = scope.access_from, scope.access_to
    engagement.save()
    engagement.accounts.set(scope.accounts)
