"""A run's page says what was covered: each region by each service."""

import pytest
from django.test import Client

from compliance.models import Collection, Unit
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Collection:
    """KMS in part, Secrets Manager not at all, in one region; a second is not enabled."""
    account = factories.account()
    made = factories.collection(account, services=["kms", "secretsmanager"])
    factories.snapshot(account, run=made)
    factories.snapshot(account, run=made, collector="secretsmanager", error="AccessDenied: no")
    Unit.objects.create(collection=made, region="me-south-1", state=Unit.State.DISABLED)
    return made


def page(client: Client, run: Collection) -> str:
    """The page's text."""
    return " ".join(client.get(f"/runs/{run.pk}/").content.decode().split())


def test_each_place_is_told_with_what_was_seen(run: Collection, as_: SignIn) -> None:
    text = page(as_("engineer"), run)
    assert "0 of 4 places complete" in text
    assert "2 incomplete" in text
    assert "2 in regions that are not enabled" in text
    assert "AccessDenied: no" in text


def test_what_is_still_moving_has_no_statement_yet(run: Collection, as_: SignIn) -> None:
    Collection.objects.update(state=Collection.State.RUNNING, finished_at=None, evaluated_at=None)
    assert "places complete" not in page(as_("engineer"), run)


def test_counts_stand_beside_the_evidence(run: Collection) -> None:
    counts = run.units.get(region="eu-west-1").snapshots.get(collector="kms").counts
    assert counts["resources"]["AWS::KMS::Key"] == 1
    assert "kms:ListKeys returned 1 keys in 1 page" in counts["lists"]
    assert (counts["denied"], counts["throttled"], counts["repeated"]) == (0, 0, 0)


def compared(counted: int) -> Collection:
    """One key was listed, and AWS Config counts some."""
    account = factories.account()
    made = factories.collection(account, services=["kms", "config"])
    calls = factories.config_calls("eu-west-1", KMS__Key=counted, EC2__Instance=40)
    factories.snapshot(account, run=made)
    factories.snapshot(account, run=made, collector="config", recorded=calls)
    return made


def test_fewer_than_config_counts_is_marked_as_differing(as_: SignIn) -> None:
    made = compared(3)
    text = page(as_("engineer"), made)
    assert "Key: 1 of 3" in text
    assert '<span class="mark s-differs">Differs</span>' in text
    assert "fewer resources were listed than it knows" in text
    assert "changes no verdict" in text
    assert "Instance" not in text


def test_as_many_as_config_counts_differs_in_nothing(as_: SignIn) -> None:
    text = page(as_("engineer"), compared(1))
    assert "Key: 1 of 1" in text
    assert "Differs" not in text
    assert "in none of them were fewer resources listed" in text


def test_without_a_count_of_config_the_numbers_stand_alone(run: Collection, as_: SignIn) -> None:
    factories.snapshot(run.account, "us-east-1", run=run)
    text = page(as_("engineer"), run)
    assert "Differs" not in text


def test_config_s_counts_are_kept_with_its_snapshot() -> None:
    made = compared(3)
    kept = made.units.get(region="eu-west-1").snapshots.get(collector="config")
    assert kept.counts["counted"] == {"AWS::EC2::Instance": 40, "AWS::KMS::Key": 3}
