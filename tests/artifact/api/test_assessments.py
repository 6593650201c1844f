"""Assessments: never better than what was read."""

from datetime import timedelta

import pytest

from artifact.clock import now
from compliance.assessments.assess import assess
from compliance.evidence.models import Collection
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db
PCI = "pci_dss_4_0_1"
CONTROL = "kms.rotation-enabled"
HOUR = timedelta(hours=1)


def read(account: Account, *, hours_ago: int, regions: tuple[str, ...] = ("eu-west-1",)) -> None:
    """The account's regions were judged so long ago."""
    at = now() - hours_ago * HOUR
    run: Collection = factories.collection(account, requested_at=at)
    for region in ("global", *regions):
        factories.evaluation(run, region, at)


def bearing() -> str:
    """A requirement that the control decides on."""
    return next(
        one.id
        for one in frameworks()[PCI].requirements
        if any((each.id, each.strength) == (CONTROL, "direct") for each in one.controls)
    )


def held(program: Program, **query: object) -> dict[str, object]:
    """What the requirement's line says."""
    answer = program.get(f"/assessments/{PCI}", query).json()
    found: dict[str, object] = next(
        one for one in answer["requirements"] if one["requirement"] == bearing()
    )
    return found


def test_a_failure_is_a_failure_and_a_pass_needs_every_place_read() -> None:
    account = factories.account()
    read(account, hours_ago=1)
    one = factories.finding(account, control=CONTROL, status="pass", opened_at=now() - 2 * HOUR)
    program = Program("engineer")
    assert held(program)["controls"][CONTROL] == "pass"  # type: ignore[index]  # a JSON object

    never = held(program, region=["eu-west-1", "us-east-1"])
    assert never["controls"][CONTROL] == "not_determined"  # type: ignore[index]  # as above
    factories.account()
    assert held(program)["status"] == "not_determined"

    type(one).objects.filter(pk=one.pk).update(closed_at=now())
    factories.finding(account, control=CONTROL, status="fail", opened_at=now() - HOUR)
    assert held(program)["status"] == "not_satisfied"


def test_what_was_read_too_long_ago_is_not_determined() -> None:
    account = factories.account()
    read(account, hours_ago=100)
    factories.finding(account, control=CONTROL, status="pass", opened_at=now() - 200 * HOUR)
    program = Program("engineer")
    assert held(program)["status"] == "not_determined"
    places = program.get(f"/assessments/{PCI}").json()["places"]
    assert {one["state"] for one in places} == {"stale"}
    then = (now() - 90 * HOUR).isoformat().replace("+00:00", "Z")
    assert held(program, as_of=then)["controls"][CONTROL] == "pass"  # type: ignore[index]  # as above


def test_it_says_what_a_report_says() -> None:
    first, second = factories.account(), factories.account()
    read(first, hours_ago=1, regions=("eu-west-1", "us-east-1"))
    read(second, hours_ago=100)
    for account, region, status in (
        (first, "eu-west-1", "pass"),
        (first, "us-east-1", "not_applicable"),
        (second, "eu-west-1", "fail"),
    ):
        for control in (CONTROL, "secretsmanager.rotation-enabled", "kms.key-not-public"):
            opened_at = now() - 200 * HOUR
            factories.finding(
                account, region=region, control=control, status=status, opened_at=opened_at
            )
    program = Program("engineer")
    for accounts in ([first], [second], [first, second]):
        facts = assess(
            frameworks()[PCI], accounts=accounts, as_of=now(), max_age=timedelta(hours=48)
        )
        query = {"account": [one.account_id for one in accounts]}
        answer = program.get(f"/assessments/{PCI}", query).json()
        assert {one["requirement"]: one["status"] for one in answer["requirements"]} == {
            one.id: one.status for one in facts.requirements
        }
