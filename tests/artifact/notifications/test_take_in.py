"""What the ledger says is told once, to those who asked for it and may see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from artifact.agreements.publish_term import TermScope
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.agreements.withdraw_term import withdraw_term
from artifact.library.models import ReportVersion
from artifact.notifications.models import Cursor, Delivery, Notice
from artifact.notifications.take_in import is_behind, take_in
from artifact.users.models import Grant
from artifact.users.subscribe_customer import subscribe_customer
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append
from compliance.ledger.seal import seal
from tests.artifact import factories
from tests.artifact.notifications.telling import (
    address,
    customer,
    happen,
    instant,
    publish,
    reader,
    report,
    subscription,
    titles,
    told,
    webhook,
)
from tests.artifact.signing import agreement, signed

OTHER_FRAMEWORK = next(one for one in frameworks() if one != "hipaa")
pytestmark = pytest.mark.django_db


def test_a_published_report_is_told_at_every_place_once() -> None:
    person = reader()
    hook, _ = webhook(person, "https://example.com/hook")
    places = {"addresses": [address(person)], "webhooks": [hook]}
    subscription(person, **places)
    subscription(person, kinds=["report.published"], **places)
    publish(report(title="SOC 2"))

    assert told() == 1
    assert told() == 0

    assert sorted(Delivery.objects.values_list("channel", flat=True)) == [
        "inbox",
        "mail",
        "webhook",
    ]
    assert titles(person) == ["SOC 2: version 1 is published"]


def test_what_is_not_sealed_yet_waits_for_its_place() -> None:
    person = reader()
    subscription(person)
    version = factories.version(report())
    append(
        actor="manager",
        action="report.published",
        subject=f"report-version:{version.pk}",
        details={},
        at=instant(),
    )

    assert not is_behind()
    assert told() == 0
    seal(now=instant())
    assert is_behind()
    assert told() == 1
    assert not is_behind()


def test_what_happened_before_somebody_subscribed_is_not_news() -> None:
    person = reader()
    publish(report())
    subscription(person)
    person.subscriptions.update(created_at=instant() + timedelta(seconds=1))

    told()

    assert titles(person) == []


def test_another_customer_hears_nothing() -> None:
    person, stranger = reader(), factories.user("customer", customer=customer())
    both = report(title="Both see it")
    Grant.objects.create(
        user=stranger, series="Other", starts_at=factories.MOMENT, granted_by="test"
    )
    for one in (person, stranger):
        subscription(one)
    publish(both)
    publish(report(title="Other's too", series="Other"))

    told()

    assert titles(person) == [
        "Both see it: version 1 is published",
        "Other's too: version 1 is published",
    ]
    assert titles(stranger) == ["Other's too: version 1 is published"]


@pytest.mark.parametrize("change", ["revoked", "switched off", "closed", "role"])
def test_who_may_not_see_any_more_hears_nothing(change: str) -> None:
    person = reader()
    subscription(person)
    publish(report())
    assert person.customer
    if change == "revoked":
        person.grants.update(revoked_at=instant())
    elif change == "switched off":
        person.is_active = False
    elif change == "closed":
        person.customer.closed_at = instant()
        person.customer.save()
    else:
        person.grants.update(ends_at=factories.MOMENT)
    person.save()

    told()

    assert titles(person) == []


def test_a_customer_that_is_not_subscribed_is_told_in_the_inbox_alone() -> None:
    person = reader()
    hook, _ = webhook(person, "https://example.com/hook")
    subscription(person, addresses=[address(person)], webhooks=[hook])
    assert person.customer
    subscribe_customer(person.customer, is_subscribed=False, actor="x", now=instant())
    publish(report())

    told()

    assert [one.channel for one in Delivery.objects.all()] == ["inbox"]


def test_an_address_that_is_not_proven_is_not_written_to() -> None:
    person = reader()
    place = address(person)
    person.mail_addresses.update(proven_at=None)
    subscription(person, addresses=[place], to_inbox=False)
    publish(report())

    told()

    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("wish", "is_told"),
    [
        ({}, True),
        ({"framework": "hipaa"}, True),
        ({"framework": OTHER_FRAMEWORK}, False),
        ({"category": "Certifications"}, True),
        ({"category": "Other"}, False),
        ({"series": "SOC"}, True),
        ({"series": "PCI"}, False),
        ({"region": "eu-west-1"}, True),
        ({"region": "us-east-1"}, False),
        ({"kinds": ["report.published"]}, True),
        ({"kinds": ["report.withdrawn", "agreement.offered"]}, False),
        ({"kinds": ["report.superseded"]}, False),
        ({"series": "SOC", "region": "us-east-1"}, False),
    ],
)
def test_a_subscription_hears_what_it_asks_for(wish: dict[str, Any], is_told: bool) -> None:  # noqa: FBT001
    person = reader()
    subscription(person, **wish)
    publish(report(category="Certifications", series="SOC", regions=["eu-west-1", "eu-west-3"]))

    told()

    assert bool(titles(person)) == is_told


def test_a_report_of_every_region_is_one_of_each() -> None:
    person = reader()
    subscription(person, region="us-east-1")
    publish(report(regions=[]))
    told()
    assert titles(person) != []


def test_a_newer_version_supersedes_the_one_before_in_one_message() -> None:
    person, other = reader(), reader()
    subscription(person)
    subscription(other, kinds=["report.superseded"])
    found = report(title="SOC 2")
    publish(found)
    publish(found)

    told()

    assert titles(person) == ["SOC 2: version 1 is published", "SOC 2: version 2 is published"]
    assert titles(other) == ["SOC 2: version 2 is published"]
    last = Notice.objects.latest("pk")
    assert last.text == "It supersedes version 1."
    assert last.facts == {"report_id": found.report_id, "version": 2, "supersedes": 1}


def test_a_withdrawn_report_is_told_although_it_is_not_seen_any_more() -> None:
    person, stranger = reader(), factories.user("customer", customer=customer())
    for one in (person, stranger):
        subscription(one, kinds=["report.withdrawn"])
    version = publish(report(title="SOC 2"))
    ReportVersion.objects.update(publication=ReportVersion.Publication.WITHDRAWN)
    happen("report.withdrawn", f"report-version:{version.pk}", reason="secret")

    told()

    assert titles(person) == ["SOC 2: version 1 is withdrawn"]
    assert titles(stranger) == []
    assert "secret" not in Notice.objects.latest("pk").text


def test_terms_are_told_to_those_who_see_a_report_of_theirs() -> None:
    person, other = reader(), reader()
    report(series="SOC")
    other.grants.update(series="PCI")
    for one in (person, other):
        subscription(one)
    held = factories.term(scope=TermScope(series="SOC"))
    # Published at a made-up moment, which is before anybody subscribed.
    person.subscriptions.update(created_at=factories.MOMENT)
    other.subscriptions.update(created_at=factories.MOMENT)
    seal(now=instant())
    told()
    withdraw_term(held.term, actor="manager", now=instant())
    seal(now=instant())
    told()

    assert titles(person) == [
        "Terms of use: new terms of series SOC are in force",
        "Terms of use: these terms of series SOC hold no more",
    ]
    assert titles(other) == []


def test_agreements_are_told_to_the_customer_they_concern() -> None:
    person, other = reader(), reader()
    manager, auditor = factories.user("compliance_manager"), factories.user("auditor")
    for one in (person, other, manager, auditor):
        subscription(one)
        one.subscriptions.update(created_at=factories.MOMENT)
    revision = agreement("Addendum")
    signed(revision, person)
    withdraw_agreement(revision.agreement, actor="manager", now=instant())
    seal(now=instant())
    told()

    offered = ["Addendum: is offered", "Addendum: is no longer offered"]
    of_all = [offered[0], "Addendum of Example Ltd is signed", offered[1]]
    assert titles(person) == of_all
    assert titles(manager) == of_all
    assert titles(other) == offered
    assert titles(auditor) == []


def test_an_entry_of_which_nothing_is_left_holds_up_nothing() -> None:
    person = reader()
    subscription(person)
    happen("report.published", "report-version:999999")
    publish(report(title="SOC 2"))

    assert told() == 2
    assert titles(person) == ["SOC 2: version 1 is published"]


def test_many_entries_are_told_batch_after_batch_in_their_order() -> None:
    person = reader()
    subscription(person)
    found = report(title="R")
    version = factories.version(found)
    for _ in range(120):
        append(
            actor="m",
            action="report.published",
            subject=f"report-version:{version.pk}",
            details={},
            at=instant(),
        )
    seal(now=instant())

    assert told() == 120
    assert len(titles(person)) == 120
    entries = Notice.objects.order_by("pk").values_list("entry_id", flat=True)
    assert list(entries) == sorted(entries)


def test_a_death_before_the_commit_loses_nothing_and_doubles_nothing() -> None:
    person = reader()
    subscription(person)
    publish(report())

    with transaction.atomic():
        take_in(now=instant())
        assert Notice.objects.exists()
        transaction.set_rollback(True)

    assert not Cursor.objects.filter(next_leaf__gt=0).exists()
    assert told() == 1
    assert len(titles(person)) == 1
