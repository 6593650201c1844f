"""A framework held against an account that was read once for all of these tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from compliance.collectors.collector import judged
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account, Collection
from tests import factories
from tests.compliance.assessments.held import (
    ROTATION,
    control_status,
    coverage,
    facts,
    requirement_statuses,
)
from tests.estate import Estate
from tests.estate_fixtures import account_of, emptied
from tests.once import once, own_store, store
from tests.reading import EVERY, Clock, read_and_judge

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Readings:
    """An empty account of which all was read, and then a key that does not rotate."""

    account: Account
    everything: Collection
    was_empty: datetime
    key: str
    has_key: datetime


@pytest.fixture(scope="module")
def made_once(
    emulated_aws: Estate, store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Readings]:
    """One reading of everything, which takes long, and one of the keys."""
    with once(store, django_db_blocker), emptied(emulated_aws) as estate:
        clock = Clock()
        account = account_of(estate)
        everything = read_and_judge(account, clock, services=EVERY)
        was_empty = clock()
        made = estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
        read_and_judge(account, clock, services=["kms"])
        yield Readings(account, everything, was_empty, made["KeyMetadata"]["Arn"], clock())


@pytest.fixture
def readings(made_once: Readings, db: None) -> Readings:
    """The same for each test."""
    return made_once


def test_a_failing_key_makes_the_requirements_that_its_control_decides_unsatisfied(
    readings: Readings,
) -> None:
    found = facts([readings.account], readings.has_key)
    assert requirement_statuses(found) == {"not_satisfied"}
    control = next(one for one in found.controls if one.id == ROTATION)
    assert control.counts == {"fail": 1}
    assert [one.resource for one in control.findings] == [readings.key]
    assert found.is_complete
    assert coverage(found) == {"global": "complete", "us-east-1": "complete"}
    assert {one.collector for one in found.snapshots} == {
        one.collector for unit in readings.everything.units.all() for one in unit.snapshots.all()
    } & set(judged())


def test_what_was_read_too_long_ago_is_not_determined(readings: Readings) -> None:
    found = facts([readings.account], readings.has_key + timedelta(hours=49))
    assert set(coverage(found).values()) == {"stale"}
    assert {one.status for one in found.controls} == {"not_determined"}
    assert {one.status for one in found.requirements if one.direct} <= {
        "not_determined",
        "not_applicable",
    }
    for control in found.controls:
        for one in control.findings:
            assert "too long ago" in one.reason
    assert not found.is_complete


def test_a_region_that_was_never_read_is_not_determined(readings: Readings) -> None:
    found = facts([readings.account], readings.was_empty, regions=["eu-west-1", "us-east-1"])
    assert coverage(found) == {
        "eu-west-1": "never_read",
        "global": "complete",
        "us-east-1": "complete",
    }
    assert control_status(found) == "not_determined"
    assert not found.is_complete


def test_an_account_that_was_never_read_is_not_determined(readings: Readings) -> None:
    found = facts([readings.account, factories.account()], readings.was_empty)
    assert control_status(found) == "not_determined"
    assert "never_read" in {one.state for one in found.coverage}


def test_a_known_failure_stays_one_although_something_was_never_read(
    readings: Readings,
) -> None:
    found = facts([readings.account], readings.has_key, regions=["eu-west-1", "us-east-1"])
    assert control_status(found) == "fail"


@pytest.mark.parametrize("framework", sorted(frameworks()))
def test_every_framework_can_be_held_against_an_empty_account(
    readings: Readings, framework: str
) -> None:
    found = facts([readings.account], readings.was_empty, framework=framework)
    assert len(found.requirements) == len(frameworks()[framework].requirements)
    assert all(one.reason for one in found.requirements)
