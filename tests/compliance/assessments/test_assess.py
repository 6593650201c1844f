"""A framework held against readings of its own, as of an instant."""

import pytest

from compliance.canonical_json import canonical
from compliance.collectors.collector import Scope, judged
from compliance.models import Account, Collection
from tests.compliance.assessments.held import (
    control_status,
    coverage,
    facts,
    requirement_statuses,
)
from tests.estate import Estate, Fault
from tests.reading import EVERY, Clock, read_and_judge

pytestmark = pytest.mark.django_db


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
