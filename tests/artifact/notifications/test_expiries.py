"""What is about to end is told in good time, once, and each week in one message."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from artifact.access_keys.issue import issue
from artifact.agreements.models import Agreement
from artifact.agreements.record_offline import Paper, record_offline
from artifact.notifications.models import Delivery, Notice
from artifact.notifications.tell_expiries import tell_expiries
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.engagements.desk import opened
from tests.artifact.notifications.telling import (
    Channel,
    address,
    customer,
    reader,
    send,
    subscription,
    titles,
)

pytestmark = pytest.mark.django_db
# A Wednesday far from now, so that the clock of the subscriptions is always before.
WEDNESDAY = datetime(2031, 7, 16, 6, 23, tzinfo=UTC)
EXPIRES = ["access.expires", "agreement.expires"]


def ends(of: User, **after: float) -> datetime:
    """When the person's grants end."""
    at = WEDNESDAY + timedelta(**after)
    of.grants.update(ends_at=at)
    return at


def paper(of: User, until: datetime) -> None:
    """An agreement of the person's customer that was signed on paper."""
    assert of.customer
    record_offline(
        of.customer,
        Paper(
            name="Paper agreement",
            content=factories.pdf_bytes("Paper"),
            level=Agreement.Subject.ACCOUNT,
            effective_start=factories.MOMENT,
            effective_end=until,
        ),
        actor="manager",
        now=factories.MOMENT,
    )


def test_an_end_of_access_is_told_once_two_weeks_before() -> None:
    person, other = reader(), reader()
    for one in (person, other):
        subscription(one, kinds=EXPIRES)
    ends(person, days=14)

    tell_expiries(now=WEDNESDAY - timedelta(hours=1))
    assert titles(person) == []
    tell_expiries(now=WEDNESDAY)
    tell_expiries(now=WEDNESDAY + timedelta(days=1))

    assert titles(person) == [f"Access of {person.email} to every report ends on 2031-07-30"]
    assert titles(other) == []


def test_an_engagement_ends_once_however_many_accounts_it_has() -> None:
    auditor, manager, stranger = (
        factories.user(role) for role in ("auditor", "compliance_manager", "auditor")
    )
    for one in (auditor, manager, stranger):
        subscription(one, kinds=EXPIRES)
    accounts = [factories.account() for _ in range(3)]
    opened(accounts, [auditor], access_to=WEDNESDAY + timedelta(days=3))

    tell_expiries(now=WEDNESDAY)

    said = ["Engagement HIPAA 2026 of Checkers LLP ends on 2031-07-19"]
    assert [titles(one) for one in (auditor, manager, stranger)] == [said, said, []]


def test_an_end_that_was_put_off_is_told_anew() -> None:
    person = reader()
    subscription(person, kinds=EXPIRES)
    ends(person, days=3)
    tell_expiries(now=WEDNESDAY)
    ends(person, days=10)
    tell_expiries(now=WEDNESDAY)

    assert [one[-10:] for one in titles(person)] == ["2031-07-19", "2031-07-26"]


def test_agreements_and_keys_that_end_are_told_to_whom_they_belong() -> None:
    person, colleague, other = reader(), factories.user("customer"), reader()
    colleague.customer = person.customer
    colleague.save()
    manager = factories.user("compliance_manager")
    for one in (person, colleague, other, manager):
        subscription(one, kinds=EXPIRES)
    paper(person, WEDNESDAY + timedelta(days=5))
    key = issue(
        person, actor="x", now=factories.MOMENT, expires_at=WEDNESDAY + timedelta(days=6)
    ).key
    tell_expiries(now=WEDNESDAY)

    of_agreement = "Paper agreement of Example Ltd ends on 2031-07-21"
    of_key = f"Access key {key.key_id} of {person.email} ends on 2031-07-22"
    assert titles(person) == [of_agreement, of_key]
    assert titles(colleague) == [of_agreement]
    assert titles(other) == []
    assert titles(manager) == [of_agreement, of_key]


def test_the_digest_is_one_letter_a_week_with_what_concerns_the_person() -> None:
    person, other = reader(), reader()
    manager = factories.user("compliance_manager")
    for one in (person, other, manager):
        subscription(one, kinds=["digest"], addresses=[address(one, one.email)])
    ends(person, days=20)
    paper(person, WEDNESDAY + timedelta(days=25))
    paper(other, WEDNESDAY + timedelta(days=31))

    for days in (0, 1, 4):
        tell_expiries(now=WEDNESDAY + timedelta(days=days))
    assert titles(person) == ["2 things end in the next 30 days"]
    # On Thursday the other's agreement comes within thirty days.
    assert titles(other) == ["1 thing ends in the next 30 days"]
    assert titles(manager) == ["2 things end in the next 30 days"]
    tell_expiries(now=WEDNESDAY + timedelta(days=5))
    assert len(titles(person)) == 2

    Delivery.objects.filter(channel=Channel.MAIL).update(next_at=factories.MOMENT)
    send()
    letters = [one for one in mail.outbox if one.to == [person.email]]
    assert len(letters) == 2
    assert "every report ends on 2031-08-05" in letters[0].body
    assert "Paper agreement of Example Ltd ends on 2031-08-10" in letters[0].body


def test_where_nothing_ends_there_is_no_digest() -> None:
    subscription(reader(), kinds=["digest"])
    tell_expiries(now=WEDNESDAY)
    assert not Notice.objects.exists()


def test_a_grant_of_the_customer_concerns_its_people() -> None:
    person = factories.user("customer", customer=customer())
    subscription(person, kinds=EXPIRES)
    grant = factories.grant(person, category="SOC", ends_at=WEDNESDAY + timedelta(days=2))
    grant.user, grant.customer = None, person.customer
    grant.save()
    tell_expiries(now=WEDNESDAY)

    assert titles(person) == ["Access of Example Ltd to SOC ends on 2031-07-18"]
