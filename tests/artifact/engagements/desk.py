"""Engagements that tests start from, opened as a manager opens them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from artifact.agreements.wording import TEXT, Wording
from artifact.engagements.add_auditor import Person
from artifact.engagements.asked import Scope
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.open_engagement import Opening, open_engagement
from artifact.users.models import User
from compliance.models import Account, Entry, Finding, Snapshot
from tests.artifact import factories

# Within the period, so that what the factories keep at MOMENT is shown.
PERIOD = (date(2026, 1, 1), date(2026, 6, 30))
FROM = datetime(2026, 7, 1, tzinfo=UTC)
TO = datetime(2026, 9, 1, tzinfo=UTC)
TERMS = "Keep what you read to yourselves."
SIGNATURE = {"typed_name": "Ada Auditor", "authority": "Partner", "is_read": "on"}


@dataclass
class Clock:
    """What the service's clock says."""

    at: datetime = field(default=FROM + timedelta(days=1))

    def now(self, zone: Any) -> datetime:
        """The instant that it is set to."""
        return self.at.astimezone(zone)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The service's clock, stopped on the second day of access."""
    stopped = Clock()
    monkeypatch.setattr("artifact.clock.datetime", stopped)
    return stopped


def opened(
    accounts: Sequence[Account], people: Sequence[User] = (), terms: str = "", **given: Any
) -> Engagement:
    """An engagement about HIPAA in these accounts; `given` is of its scope."""
    fields: dict[str, Any] = {
        "accounts": accounts,
        "regions": [],
        "period_start": PERIOD[0],
        "period_end": PERIOD[1],
        "access_from": FROM,
        "access_to": TO,
    }
    framework = given.pop("framework", "hipaa")
    what = Opening(
        title="HIPAA 2026",
        firm="Checkers LLP",
        framework=framework,
        scope=Scope(**fields | given),
        terms=Wording(terms.encode(), TEXT) if terms else None,
        people=[Person(one.email) for one in people],
    )
    return open_engagement(what, actor="manager@example.com", now=factories.MOMENT)


def accept(client: Client, engagement: Engagement) -> int:
    """Accept the terms as the page does; the answer's status."""
    path = f"/engagements/{engagement.engagement_id}/accept/"
    return client.post(path, {**SIGNATURE, "document": engagement.terms_id or ""}).status_code


def membership(engagement: Engagement, person: User) -> Auditor:
    """The person's row in the engagement."""
    return Auditor.objects.get(engagement=engagement, user=person)


def actions(engagement: Engagement) -> list[str]:
    """What the ledger says of the engagement, in order."""
    of_it = Entry.objects.filter(subject=engagement.name_in_ledger).order_by("pk")
    return list(of_it.values_list("action", flat=True))


@dataclass(frozen=True)
class Place:
    """An account with one finding and the evidence below it."""

    account: Account
    snapshot: Snapshot
    finding: Finding


def place(region: str = "eu-west-1", *, of: Account | None = None, **given: Any) -> Place:
    """A failing key in the region, with real evidence."""
    account = of or factories.account()
    kept = factories.snapshot(account, region)
    found = factories.finding(account, region=region, opened_by=kept, **given)
    return Place(account, kept, found)
