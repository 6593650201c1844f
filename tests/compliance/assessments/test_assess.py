"""A framework held against a real reading, as of an instant."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from compliance.assessments.assess import assess
from compliance.assessments.facts import AssessmentFacts
from compliance.canonical_json import canonical
from compliance.collectors.collector import Scope, judged
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account, Collection
from tests import factories
from tests.estate import Estate, Fault
from tests.reading import EVERY, MAX_AGE, Clock, read_and_judge

pytestmark = pytest.mark.django_db
ROTATION = "kms.rotation-enabled"


def facts(
    accounts: Sequence[Account],
    as_of: datetime,
    *,
    regions: Sequence[str] = (),
    framework: str = "pci_dss_4_0_1",
) -> AssessmentFacts:
    """The framework's facts."""
    return assess(
        frameworks()[framework], accounts=accounts, regions=regions, as_of=as_of, max_age=MAX_AGE
    )


def control_status(found: AssessmentFacts, control: str = ROTATION) -> str:
    """The status of one control."""
    return next(one.status for one in found.controls if one.id == control)


def requirement_statuses(found: AssessmentFacts, control: str = ROTATION) -> set[str]:
    """The statuses of the requirements that the control decides."""
    return {one.status for one in found.requirements if control in one.direct}


def coverage(found: AssessmentFacts) -> dict[str, str]:
    """State by region."""
    return {one.region: one.state for one in found.coverage}


def test_a_failing_key_makes_the_requirements_that_its_control_decides_unsatisfied(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]["Arn"]
    collection = read_and_judge(account, clock, services=EVERY)
    found = facts([account], clock())
    assert requirement_statuses(found) == {"not_satisfied"}
    control = next(one for one in found.controls if one.id == ROTATION)
    assert control.counts == {"fail": 1}
    assert [one.resource for one in control.findings] == [arn]
    assert found.is_complete
    assert coverage(found) == {"global": "complete", "us-east-1": "complete"}
    assert {one.collector for one in found.snapshots} == {
        one.collector for unit in collection.units.all() for one in unit.snapshots.all()
    } & set(judged())


def test_the_same_instant_gives_the_same_bytes_whenever_it_is_asked(
    estate: Estate, account: Account, clock: Clock
) -> None:
    arn = estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]["Arn"]
    read_and_judge(account, clock)
    as_of = clock()
    before = canonical(facts([account], as_of).model_dump(mode="json"))
    estate.client("kms").enable_key_rotation(KeyId=arn)
    estate.client("kms").create_key()
    clock.go_on(hours=24)
    read_and_judge(account, clock)
    read_and_judge(account, clock, services=["kms"], regions=["eu-west-1"])
    assert canonical(facts([account], as_of).model_dump(mode="json")) == before
    assert canonical(facts([account], clock()).model_dump(mode="json")) != before


def test_what_was_read_too_long_ago_is_not_determined(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    read_and_judge(account, clock, services=EVERY)
    found = facts([account], clock.go_on(hours=49))
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


def test_a_region_that_was_never_read_is_not_determined(account: Account, clock: Clock) -> None:
    read_and_judge(account, clock, services=EVERY)
    found = facts([account], clock(), regions=["eu-west-1", "us-east-1"])
    assert coverage(found) == {
        "eu-west-1": "never_read",
        "global": "complete",
        "us-east-1": "complete",
    }
    assert control_status(found) == "not_determined"
    assert not found.is_complete


def test_an_account_that_was_never_read_is_not_determined(account: Account, clock: Clock) -> None:
    read_and_judge(account, clock)
    found = facts([account, factories.account()], clock())
    assert control_status(found) == "not_determined"
    assert "never_read" in {one.state for one in found.coverage}


def test_a_known_failure_stays_one_although_something_was_never_read(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
    read_and_judge(account, clock)
    found = facts([account], clock(), regions=["eu-west-1", "us-east-1"])
    assert control_status(found) == "fail"


def test_a_service_that_was_never_read_is_missing_from_the_coverage(
    account: Account, clock: Clock
) -> None:
    read_and_judge(account, clock, services=["kms"])
    found = facts([account], clock())
    assert coverage(found) == {"global": "incomplete", "us-east-1": "incomplete"}
    (regional,) = [one for one in found.coverage if one.region == "us-east-1"]
    others = [
        (name, "was never read")
        for name, one in judged().items()
        if one.scope is Scope.REGIONAL and name != "kms"
    ]
    assert [(one["collector"], one["error"]) for one in regional.missing] == others
    assert control_status(found, "cloudtrail.multi-region-trail") == "not_determined"


def test_what_could_not_be_read_is_told_with_its_error(
    estate: Estate, account: Account, clock: Clock
) -> None:
    estate.faults = [Fault("kms", "ListKeys")]
    collection = read_and_judge(account, clock)
    assert collection.state == Collection.State.INCOMPLETE
    found = facts([account], clock())
    assert coverage(found)["us-east-1"] == "incomplete"
    (line,) = next(one.missing for one in found.coverage if one.region == "us-east-1")
    assert (line["collector"], line["operation"]) == ("kms", "kms:ListKeys")
    assert requirement_statuses(found) <= {"not_determined", "not_satisfied"}


def test_a_disabled_region_is_no_gap(account: Account, clock: Clock) -> None:
    account.regions = ["me-south-1", "us-east-1"]
    account.save()
    read_and_judge(account, clock, services=EVERY)
    found = facts([account], clock())
    assert coverage(found)["me-south-1"] == "disabled"
    assert found.is_complete


@pytest.mark.parametrize("framework", sorted(frameworks()))
def test_every_framework_can_be_held_against_an_empty_account(
    account: Account, clock: Clock, framework: str
) -> None:
    read_and_judge(account, clock)
    found = facts([account], clock(), framework=framework)
    assert len(found.requirements) == len(frameworks()[framework].requirements)
    assert all(one.reason for one in found.requirements)


def test_what_aws_publishes_supports_a_requirement_and_leaves_it_to_a_person(
    estate: Estate, account: Account, clock: Clock
) -> None:
    read_and_judge(account, clock, services=("artifact", "organizations"))
    found = {one.id: one for one in facts([account], clock(), framework="hipaa").requirements}
    (report,) = found["164.310(a)(1)"].inherited
    assert (report.status, report.accounts) == ("pass", (account.account_id,))
    assert "SOC 2 Type 2" in report.reason
    assert "series SOC, version 3, period" in report.reason
    assert found["164.310(a)(1)"].status == "needs_evidence"
    (addendum,) = found["164.314(a)(2)(i)(A)"].inherited
    assert addendum.status == "fail"
    # That there is a written contract is asked of the company itself, and there is none.
    assert found["164.308(b)(3)"].status == "not_satisfied"


def test_support_that_was_read_too_long_ago_is_not_determined(
    estate: Estate, account: Account, clock: Clock
) -> None:
    read_and_judge(account, clock, services=("artifact", "organizations"))
    later = clock.go_on(days=30)
    found = {one.id: one for one in facts([account], later, framework="hipaa").requirements}
    (report,) = found["164.310(a)(1)"].inherited
    assert report.status == "not_determined"
    assert "too long ago" in report.reason
