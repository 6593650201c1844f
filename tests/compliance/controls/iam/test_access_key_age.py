"""iam.access-key-age: active access keys are younger than the limit."""

from datetime import timedelta

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.access_key_age import judge
from tests.compliance.controls.iam.given import FURTHER, key, unreported, user
from tests.compliance.controls.resources import NOW, judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            user(key(1, made=90)),
            "pass",
            "within 90 days",
            id="on the limit when the report was made",
        ),
        pytest.param(user(key(1, made=90.1)), "fail", "access key 1 is of 2026-01-3", id="older"),
        pytest.param(
            user(key(1, made=5), key(2, made=400)), "fail", "access key 2 is of", id="the second"
        ),
        pytest.param(
            user(key(1, made=400), {"access_key_1_active": "false"}),
            "pass",
            "no active",
            id="inactive",
        ),
        pytest.param(user(), "pass", "no active access key", id="none"),
        pytest.param(
            user(key(1, made=None)), "not_determined", "access_key_1_last_rotated", id="no date"
        ),
        pytest.param(
            user(key(1), {"access_key_1_last_rotated": "lately"}),
            "not_determined",
            "'lately'",
            id="no date at all",
        ),
        pytest.param(
            user(key(1), FURTHER), "not_determined", "leaves out", id="more keys than columns"
        ),
        pytest.param(
            user(key(1, made=400), FURTHER),
            "fail",
            "access key 1",
            id="more keys, one known to be old",
        ),
        pytest.param(
            user(key(1), {"additional_credentials_info": "N/A"}),
            "pass",
            "within 90",
            id="the newer column, empty",
        ),
        pytest.param(unreported(), "not_determined", "iam:GetCredentialReport", id="denied"),
    ],
)
def test_key_is_young(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_the_frameworks_to_choose() -> None:
    assert judge_outcome(judge, user(key(1, made=50)), max_days=45).status == "fail"


def test_report_s_own_date_counts_not_the_collection_s() -> None:
    late = judge_outcome(judge, user(key(1, made=90)), now=NOW + timedelta(days=1))
    assert late == judge_outcome(judge, user(key(1, made=90)))
