"""secretsmanager.rotation-interval: the longest interval of the schedule is within the limit."""

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.rotation_interval import judge
from tests.compliance.controls.resources import Denied, Facts, judge_outcome, resource
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    FAR,
    REPLICA,
    arn,
    rotating,
    secret,
)


@pytest.mark.parametrize(
    ("rules", "status", "reason"),
    [
        pytest.param({"AutomaticallyAfterDays": 90}, "pass", "90 days at most", id="90 days"),
        pytest.param(
            {"AutomaticallyAfterDays": 91},
            "fail",
            "91 days at most apart; the limit is 90 days",
            id="91 days",
        ),
        pytest.param(
            {"ScheduleExpression": "rate(90 days)"}, "pass", "90 days", id="rate in days"
        ),
        pytest.param({"ScheduleExpression": "rate(91 days)"}, "fail", "91 days", id="longer rate"),
        pytest.param({"ScheduleExpression": "rate(12 hours)"}, "pass", "0.5 days", id="hours"),
        pytest.param({"ScheduleExpression": "cron(0 8 1 * ? *)"}, "pass", "31 days", id="monthly"),
        pytest.param(
            {"ScheduleExpression": "cron(0 0 1 1/3 ? *)"},
            "fail",
            "92 days",
            id="quarters are up to 92 days",
        ),
        pytest.param(
            {"ScheduleExpression": "cron(0 0 1 1/3 ? *)", "AutomaticallyAfterDays": 90},
            "fail",
            "92 days",
            id="days that AWS computed from the expression do not hide it",
        ),
        pytest.param(
            {"ScheduleExpression": "at(2026-01-01)"},
            "not_determined",
            "at(2026-01-01) is neither a rate nor a cron expression",
            id="unknown expression",
        ),
        pytest.param({}, "not_determined", "name no interval", id="without rules"),
        pytest.param({"Duration": "2h"}, "not_determined", "name no interval", id="window alone"),
    ],
)
def test_schedule_is_within_the_limit(rules: Facts, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, rotating(rules=rules))
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            rotating(RotationEnabled=False),
            "not_applicable",
            "rotation is off",
            id="off, with rules",
        ),
        pytest.param(secret(), "not_applicable", "rotation is off", id="never configured"),
        pytest.param(rotating(**DELETED), "not_applicable", "deletion", id="being deleted"),
        pytest.param(rotating(**REPLICA), "not_determined", arn(FAR), id="replica alone"),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets: Access",
            id="denied",
        ),
    ],
)
def test_what_has_no_schedule_of_its_own(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_replica_is_judged_at_its_primary() -> None:
    outcome = judge_outcome(judge, rotating(**REPLICA), others=[secret(FAR)])
    assert outcome.status == "not_applicable"


def test_limit_is_a_parameter() -> None:
    assert judge_outcome(judge, rotating(), max_days=30).status == "fail"
