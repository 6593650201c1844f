"""What the auditors of an engagement read is shown to both sides, from the ledger."""

import pytest
from django.test import Client

from artifact.clock import now
from artifact.engagements.change_engagement import change_engagement, scope_of
from artifact.engagements.models import Engagement
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import Clock, opened, place

pytestmark = pytest.mark.django_db


def listed(client: Client, engagement: Engagement) -> list[tuple[str, str, str]]:
    """Who read what, the newest first."""
    reads = client.get(f"/engagements/{engagement.engagement_id}/reads/").context["reads"]
    return [
        (one.entry.actor, one.name if one.kind == "evidence" else "", one.what) for one in reads
    ]


def test_both_sides_see_who_read_what(as_: SignIn, clock: Clock) -> None:
    here, person = place(), factories.user("auditor", "ada@checkers.example")
    version = factories.version(factories.series(factories.Scope([here.account]), "HIPAA"))
    engagement = opened([here.account], [person])
    client, manager = as_(person), as_("compliance_manager")
    of_it = f"/engagements/{engagement.engagement_id}/"
    client.get(f"{of_it}controls/kms.rotation-enabled/")
    client.get(f"{of_it}evidence/E-2026-0001/")
    client.get(f"/evidence/{here.snapshot.pk}/calls/2/body")
    client.get(f"/reports/versions/{version.pk}/pdf")
    client.get(f"{of_it}evidence.csv")
    # What the manager reads is not the auditors' reading.
    manager.get(f"/evidence/{here.snapshot.pk}/")

    ada = "ada@checkers.example"
    assert listed(client, engagement) == [
        (ada, "", "The evidence index"),
        (ada, "", "HIPAA, version 1"),
        (ada, "E-2026-0001", "Call 2"),
        (ada, "E-2026-0001", "Receipt and calls"),
    ]
    assert listed(manager, engagement) == listed(client, engagement)


def test_what_is_read_by_another_engagement_is_not_told(as_: SignIn, clock: Clock) -> None:
    here, there = place(), place()
    person = factories.user("auditor")
    first, second = opened([here.account], [person]), opened([there.account], [person])
    as_(person).get(f"/evidence/{there.snapshot.pk}/")
    manager = as_("compliance_manager")

    assert listed(manager, first) == []
    assert len(listed(manager, second)) == 1


def test_what_was_read_stays_told_when_the_scope_shrinks(as_: SignIn, clock: Clock) -> None:
    here, there = place(), place()
    person = factories.user("auditor")
    engagement = opened([here.account, there.account], [person])
    as_(person).get(f"/evidence/{there.snapshot.pk}/")
    less = vars(scope_of(engagement)) | {"accounts": [here.account]}

    change_engagement(engagement, type(scope_of(engagement))(**less), actor="m", now=now())

    assert len(listed(as_("engineer"), engagement)) == 1
