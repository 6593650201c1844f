"""Populations through the portal: frozen bytes, and how they tie to their source."""

import hashlib
import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from artifact.engagements.populations import FrozenPopulation
from compliance.canonical_json import canonical
from compliance.models import Entry, Finding, Unit
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import CONTROL, Desk
from tests.artifact.histories import happening, history

pytestmark = pytest.mark.django_db


def frozen(desk: Desk, **given: Any) -> FrozenPopulation:
    """What the form froze."""
    response = desk.freeze(**given)
    assert response.status_code == 302, response.content.decode()
    return FrozenPopulation.objects.latest("pk")


def lines(desk: Desk, population: FrozenPopulation) -> list[dict[str, Any]]:
    """The lines as downloaded."""
    answer = desk.audit.get(desk.path(f"populations/{population.population_id}/content"))
    content = b"".join(answer)
    assert hashlib.sha256(content).hexdigest() == population.content_id
    told = [json.loads(line) for line in content.splitlines()]
    assert content == b"".join(canonical(one) + b"\n" for one in told)
    return told


def gaps(population: FrozenPopulation) -> str:
    """All that the reconciliation says is missing."""
    return " ".join(gap for tie in population.reconciliation for gap in tie["gaps"])


def test_resources_are_frozen_with_count_hash_and_what_was_seen(desk: Desk) -> None:
    population = frozen(desk)

    told = lines(desk, population)
    assert population.count == 3
    assert population.state == "complete"
    account = desk.accounts[0]
    assert [one["attributes"]["arn"] for one in told] == [
        desks.arn(account, "eu-west-1", f"eu-west-1-{number:06d}") for number in range(3)
    ]
    assert told[0]["snapshot_sha256"] == desk.snapshots[0].blob_id
    (tie,) = population.reconciliation
    assert (tie["account"], tie["region"]) == (account.account_id, "eu-west-1")
    assert (tie["seen"], tie["kept"], tie["gaps"]) == (3, 3, [])


def test_the_same_state_freezes_to_the_same_bytes(desk: Desk) -> None:
    assert frozen(desk).content_id == frozen(desk).content_id


def test_a_place_that_was_not_read_wholly_is_never_called_complete(desk: Desk) -> None:
    desks.read(desk.accounts[0], "us-east-1", keys=1, error="AccessDenied: not authorized")

    population = frozen(desk)

    assert population.state == "incomplete"
    assert "AccessDenied" in gaps(population)
    page = desk.answer.get(desk.path(f"populations/{population.population_id}/"))
    assert "there may be more" in page.content.decode()


def test_a_region_that_should_have_been_read_and_was_not_is_named(desk: Desk) -> None:
    run = factories.collection(desk.accounts[0])
    Unit.objects.create(collection=run, region="eu-north-1", state=Unit.State.DONE)

    population = frozen(desk)

    assert population.state == "incomplete"
    assert {tie["region"]: bool(tie["gaps"]) for tie in population.reconciliation} == {
        "eu-north-1": True,
        "eu-west-1": False,
    }


def test_a_region_that_is_not_enabled_is_no_gap(desk: Desk) -> None:
    run = factories.collection(desk.accounts[0])
    Unit.objects.create(collection=run, region="eu-north-1", state=Unit.State.DISABLED)

    assert frozen(desk).state == "complete"


def test_an_account_of_which_nothing_was_read_is_a_gap(as_: SignIn) -> None:
    desk = desks.desk(as_)

    population = frozen(desk)

    assert (population.count, population.state) == (0, "incomplete")


def test_old_evidence_is_said_to_be_old(desk: Desk) -> None:
    population = frozen(desk, as_of="2026-04-20")

    assert population.state == "incomplete"
    assert "It was read last on 2026-03-31" in gaps(population)


@pytest.mark.parametrize(("counted", "state"), [(3, "complete"), (2, "complete"), (5, "differs")])
def test_aws_configs_own_count_is_held_beside(as_: SignIn, counted: int, state: str) -> None:
    desk = desks.desk(as_)
    desks.read(desk.accounts[0], keys=3, counted=counted)

    population = frozen(desk)

    assert population.state == state
    assert population.reconciliation[0]["counted"] == counted


def test_what_lies_outside_the_engagements_regions_is_not_in_it(as_: SignIn) -> None:
    desk = desks.desk(as_, regions=["eu-west-1"])
    desks.read(desk.accounts[0], keys=1)
    desks.read(desk.accounts[0], "us-east-1", keys=2)

    population = frozen(desk)

    assert {one["region"] for one in lines(desk, population)} == {"eu-west-1"}
    assert population.state == "complete"


def test_findings_are_frozen_as_they_held_and_by_status(desk: Desk) -> None:
    factories.finding(desk.accounts[0], status=Finding.Status.PASS, opened_by=desk.snapshots[0])

    whole = frozen(desk, kind="findings", subject=CONTROL)
    failing = frozen(desk, kind="findings", subject=CONTROL, statuses=["fail"])

    assert (whole.count, whole.state) == (4, "complete")
    assert [one["attributes"]["status"] for one in lines(desk, failing)] == ["fail"] * 3
    assert failing.reconciliation[0]["left_out"] == 1


def test_a_finding_that_could_not_be_determined_leaves_the_question_open(desk: Desk) -> None:
    factories.finding(
        desk.accounts[0], status=Finding.Status.NOT_DETERMINED, opened_by=desk.snapshots[0]
    )

    population = frozen(desk, kind="findings", subject=CONTROL, statuses=["fail"])

    assert population.state == "incomplete"
    assert "1 of its findings could not be determined" in gaps(population)


def test_what_happened_is_frozen_beside_what_was_not_read(desk: Desk) -> None:
    account = desk.accounts[0]
    history(account, [happening("PutKeyPolicy"), happening("StopLogging")])

    population = frozen(desk, kind="occurrences", subject="key_policy_change")

    assert [one["attributes"]["name"] for one in lines(desk, population)] == ["PutKeyPolicy"]
    assert population.state == "incomplete"
    assert "Not read from 2026-01-01" in gaps(population)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"as_of": "2025-12-31"}, "Choose an instant of the period"),
        ({"as_of": "2026-07-01"}, "Choose an instant of the period"),
        ({"subject": "AWS::EC2::Instance"}, "Select a valid choice"),
        ({"accounts": ["999999999999"]}, "Select a valid choice"),
    ],
)
def test_what_is_not_the_engagements_is_refused(
    desk: Desk, given: dict[str, Any], why: str
) -> None:
    response = desk.freeze(**given)

    assert response.status_code == 200
    assert why in response.content.decode()
    assert not FrozenPopulation.objects.exists()


def test_freezing_and_reading_are_in_the_ledger(desk: Desk) -> None:
    population = frozen(desk)
    lines(desk, population)

    made, read = Entry.objects.filter(action__startswith="population.").order_by("pk")
    assert (made.action, made.actor) == ("population.frozen", desk.auditor.email)
    assert made.details["sha256"] == population.content_id
    assert (read.action, read.subject) == (
        "population.read",
        f"population:{population.population_id}",
    )


def test_nobody_changes_what_was_frozen(desk: Desk) -> None:
    population = frozen(desk)

    for statement in (
        "UPDATE artifact_frozenpopulation SET count = 0",
        "DELETE FROM artifact_frozenpopulation",
    ):
        with (
            pytest.raises(IntegrityError, match="written once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    population.refresh_from_db()
    assert population.count == 3
