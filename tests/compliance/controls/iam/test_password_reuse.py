"""iam.password-reuse: old passwords cannot be reused."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.password_reuse import judge
from tests.compliance.controls.iam.given import PERSON, passwords, undecided
from tests.compliance.controls.resources import account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param(
            [PERSON, passwords({"PasswordReusePrevention": 4})], "pass", "last 4", id="four"
        ),
        pytest.param(
            [PERSON, passwords({"PasswordReusePrevention": 3})],
            "fail",
            "last 3 passwords",
            id="three",
        ),
        pytest.param(
            [PERSON, passwords({"MinimumPasswordLength": 12})],
            "fail",
            "last 0 passwords",
            id="left out, so none",
        ),
        *undecided({"PasswordReusePrevention": 4}),
    ],
)
def test_passwords_are_remembered(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_the_frameworks_to_choose() -> None:
    others = [PERSON, passwords({"PasswordReusePrevention": 4})]
    assert judge_outcome(judge, account(), others=others, min_remembered=24).status == "fail"
