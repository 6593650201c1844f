"""artifact.hipaa-baa-active: an addendum in force, the account's or its organisation's."""

import pytest

from compliance.collectors.artifact import AGREEMENT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import (
    agreement,
    days_ago,
    judged,
    organization,
)
from tests.compliance.controls.resources import OWNER, STRANGER

CONTROL = "artifact.hipaa-baa-active"
ALONE, MANAGES, MEMBER = organization(None), organization(OWNER), organization()
OF_ALL = {
    "organizationArn": "arn:aws:organizations::888899990000:organization/o-7rk2example",
    "awsAccountId": "888899990000",
}
ENDED = agreement(state="AWS_TERMINATED", effectiveEnd=days_ago(10))


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param(
            [agreement(), ALONE],
            "pass",
            "for the account since 2025-05-01T12:00:00Z",
            id="the account's",
        ),
        pytest.param(
            [agreement(**OF_ALL), MEMBER], "pass", "for the organisation", id="organisation's"
        ),
        pytest.param([agreement("Offline BAA", type="CUSTOM"), ALONE], "pass", "BAA", id="paper"),
        pytest.param([agreement("Nondisclosure Agreement"), ALONE], "fail", "no active", id="NDA"),
        pytest.param([ALONE], "fail", "no active", id="none"),
        pytest.param([MANAGES], "fail", "no active", id="none, management account"),
        pytest.param([MEMBER], "not_determined", "888899990000 may have", id="none, member"),
        pytest.param(
            [organization(denied=True)], "not_determined", "Access", id="organisation denied"
        ),
        pytest.param([ENDED, ALONE], "fail", "AWS_TERMINATED since 2026-04-21", id="ended by AWS"),
        pytest.param([ENDED, MEMBER], "not_determined", "may have", id="ended, member"),
        pytest.param([ENDED, agreement(), ALONE], "pass", "active", id="accepted again"),
        pytest.param(
            [agreement(state="CUSTOMER_TERMINATED"), ALONE], "fail", "CUSTOMER_", id="ended by us"
        ),
        pytest.param(
            [agreement(effectiveEnd=days_ago(1)), ALONE], "fail", "no active", id="end passed"
        ),
        pytest.param(
            [agreement(effectiveStart=days_ago(-1)), ALONE], "fail", "no active", id="not begun"
        ),
        pytest.param(
            [agreement(awsAccountId=STRANGER), ALONE], "fail", "no active", id="somebody else's"
        ),
        pytest.param(
            [agreement(effectiveStart=None), ALONE], "not_determined", "effectiveStart", id="date"
        ),
        pytest.param([agreement(state=None), ALONE], "not_determined", "no state", id="state"),
        pytest.param([agreement(name=None), ALONE], "not_determined", "no name", id="name"),
    ],
)
def test_addendum_is_active(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


@pytest.mark.parametrize(("since", "status"), [("2025-05-02", "pass"), ("2025-05-01", "fail")])
def test_it_was_in_force_when_the_period_began(since: str, status: str) -> None:
    assert judged(CONTROL, agreement(), ALONE, in_force_since=since).status == status


def test_the_oldest_active_one_counts() -> None:
    found = [agreement(effectiveStart=days_ago(5)), agreement(effectiveStart=days_ago(400))]
    assert judged(CONTROL, *found, ALONE, in_force_since="2026-01-01").status == "pass"


def test_denied_list_is_not_determined() -> None:
    assert judged(CONTROL, ALONE, denied=[AGREEMENT]).status == "not_determined"


def test_partition_without_aws_artifact_is_not_determined() -> None:
    assert judged(CONTROL, ALONE, absent=True).status == "not_determined"
