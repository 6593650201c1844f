"""Access opens and closes by itself, and at once where people say so."""

from datetime import timedelta

import pytest
from django.test import Client

from artifact.clock import now
from artifact.engagements.add_auditor import Person, add_auditor
from artifact.engagements.change_engagement import change_engagement, scope_of
from artifact.engagements.models import Engagement
from artifact.library.links import download_link
from artifact.library.models import ReportVersion
from artifact.users.caller import Caller, Channel
from artifact.users.models import Grant, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import (
    FROM,
    TERMS,
    TO,
    Clock,
    Place,
    accept,
    actions,
    membership,
    opened,
    place,
)

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def here() -> Place:
    """What is looked at."""
    return place()


@pytest.fixture
def version(here: Place) -> ReportVersion:
    """A report about it."""
    return factories.version(factories.series(factories.Scope([here.account])))


@pytest.fixture
def auditor() -> User:
    """Who looks."""
    return factories.user("auditor")


def doors(engagement: Engagement, here: Place, version: ReportVersion) -> list[str]:
    """Every address that the engagement opens."""
    of_it = f"/engagements/{engagement.engagement_id}/"
    return [
        of_it,
        f"{of_it}requirements/",
        f"{of_it}controls/kms.rotation-enabled/",
        f"{of_it}evidence/",
        f"{of_it}evidence.csv",
        f"{of_it}evidence.xlsx",
        f"{of_it}reads/",
        f"/findings/{here.finding.pk}/",
        f"/evidence/{here.snapshot.pk}/",
        f"/evidence/{here.snapshot.pk}/calls/1/",
        f"/evidence/{here.snapshot.pk}/calls/1/body",
        f"/reports/{version.report_id}/",
        f"/reports/versions/{version.pk}/",
        f"/reports/versions/{version.pk}/pdf",
    ]


def statuses(client: Client, paths: list[str]) -> set[int]:
    """Which answers there are."""
    return {client.get(path).status_code for path in paths}


def test_one_session_sees_it_open_and_close(
    as_: SignIn, clock: Clock, here: Place, version: ReportVersion, auditor: User
) -> None:
    paths = doors(opened([here.account], [auditor]), here, version)
    client = as_(auditor)
    seen = {}
    for at in (FROM - INSTANT, FROM, TO - INSTANT, TO):
        clock.at = at
        seen[at] = statuses(client, paths)

    assert list(seen.values()) == [{404}, {200}, {200}, {404}]


def test_the_address_of_a_copy_opens_nothing_after_the_end(
    as_: SignIn, clock: Clock, here: Place, version: ReportVersion, auditor: User
) -> None:
    opened([here.account], [auditor])
    caller = Caller(auditor, Channel.API)
    link = download_link(version, acceptance=None, caller=caller)

    assert Client().get(link).status_code == 200
    clock.at = TO
    assert Client().get(link).status_code == 403


def test_terms_are_not_accepted_before_the_first_day_nor_after_the_last(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    engagement = opened([here.account], [auditor], TERMS)
    client = as_(auditor)
    for at in (FROM - INSTANT, TO):
        clock.at = at
        assert accept(client, engagement) == 404
    assert membership(engagement, auditor).acceptance is None


def test_removing_and_closing_shut_it_at_once(
    as_: SignIn, clock: Clock, here: Place, version: ReportVersion
) -> None:
    first, second = factories.user("auditor"), factories.user("auditor")
    engagement = opened([here.account], [first, second])
    paths = doors(engagement, here, version)
    clients = as_(first), as_(second)
    manager = as_("compliance_manager")
    of_it = f"/engagements/{engagement.engagement_id}/"

    manager.post(f"{of_it}people/{membership(engagement, first).pk}/remove/")
    assert [statuses(one, paths) for one in clients] == [{404}, {200}]

    manager.post(f"{of_it}close/")
    assert [statuses(one, paths) for one in clients] == [{404}, {404}]
    assert not Grant.objects.filter(revoked_at=None).exists()
    ends = [one for one in actions(engagement) if one.endswith(("removed", "closed"))]
    assert ends == ["engagement.auditor-removed", "engagement.closed"]
    initial = manager.get(f"{of_it}change/").context["form"].initial
    given = {**initial, "accounts": [here.account.pk]}
    changed = manager.post(f"{of_it}change/", given, follow=True)
    assert "This engagement is closed" in changed.content.decode()


def test_who_comes_back_accepts_anew(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    engagement = opened([here.account], [auditor], TERMS)
    client, manager = as_(auditor), as_("compliance_manager")
    accept(client, engagement)
    of_it = f"/engagements/{engagement.engagement_id}/"
    manager.post(f"{of_it}people/{membership(engagement, auditor).pk}/remove/")

    manager.post(f"{of_it}people/add/", {"email": auditor.email})
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 404
    accept(client, engagement)
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 200


def test_a_changed_scope_holds_from_the_next_click_on(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    other = place()
    engagement = opened([here.account], [auditor])
    client = as_(auditor)
    changed = vars(scope_of(engagement)) | {"accounts": [other.account]}

    change_engagement(engagement, type(scope_of(engagement))(**changed), actor="m", now=now())

    assert client.get(f"/findings/{here.finding.pk}/").status_code == 404
    assert client.get(f"/findings/{other.finding.pk}/").status_code == 200
    given = Entry.objects.filter(action__in=["grant.given", "grant.revoked"]).order_by("pk")
    assert [(one.action, one.details["account"]) for one in given] == [
        ("grant.given", here.account.account_id),
        ("grant.revoked", here.account.account_id),
        ("grant.given", other.account.account_id),
    ]
    entry = Entry.objects.get(action="engagement.changed")
    assert entry.details["before"]["accounts"] == [here.account.account_id]


def test_a_change_gives_nothing_to_whom_the_terms_are_still_owed(
    clock: Clock, here: Place, auditor: User
) -> None:
    engagement = opened([here.account], [auditor], TERMS)
    longer = vars(scope_of(engagement)) | {"access_to": TO + timedelta(days=9)}

    change_engagement(engagement, type(scope_of(engagement))(**longer), actor="m", now=now())

    assert not Grant.objects.exists()


def test_an_engagement_that_is_over_is_extended(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    engagement = opened([here.account], [auditor])
    clock.at = TO + timedelta(days=1)
    client = as_(auditor)
    path = f"/findings/{here.finding.pk}/"
    assert client.get(path).status_code == 404
    longer = vars(scope_of(engagement)) | {"access_to": TO + timedelta(days=9)}

    change_engagement(engagement, type(scope_of(engagement))(**longer), actor="m", now=now())

    assert client.get(path).status_code == 200


def test_who_was_switched_off_is_out_and_is_invited_anew(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    engagement = opened([here.account], [auditor])
    client = as_(auditor)
    User.objects.filter(pk=auditor.pk).update(is_active=False)
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 302

    another = opened([here.account])
    add_auditor(another, Person(auditor.email), actor="m", now=now())

    assert auditor.invitations.filter(accepted_at=None).exists()
    assert actions(engagement)[-1] == "engagement.auditor-added"
