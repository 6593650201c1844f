"""iam.password-length: passwords have the least length."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.password_length import judge
from tests.compliance.controls.iam.given import PERSON, passwords, undecided
from tests.compliance.controls.resources import account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param(
            [PERSON, passwords({"MinimumPasswordLength": 12})], "pass", "need 12", id="long enough"
        ),
        pytest.param(
            [PERSON, passwords({"MinimumPasswordLength": 11})],
            "fail",
            "need 11 characters; the limit is 12",
            id="too short",
        ),
        pytest.param(
            [PERSON, passwords({"RequireNumbers": True})],
            "not_determined",
            "MinimumPasswordLength",
            id="not told",
        ),
        *undecided({"MinimumPasswordLength": 12}),
    ],
)
def test_passwords_are_long(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_the_frameworks_to_choose() -> None:
    others = [PERSON, passwords({"MinimumPasswordLength": 12})]
    assert judge_outcome(judge, account(), others=others, min_length=14).status == "fail"
    default = [PERSON, passwords(None)]
    assert judge_outcome(judge, account(), others=default, min_length=8).status == "fail"
