"""secretsmanager.rotation-succeeded: the scheduled rotation happened and ended."""

from datetime import timedelta

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.rotation_succeeded import judge
from tests.compliance.controls.resources import NOW, Denied, judge_outcome, resource
from tests.compliance.controls.secretsmanager.secrets import (
    CURRENT,
    DELETED,
    FAR,
    LAST_MONTH,
    LONG_AGO,
    NEXT_MONTH,
    PENDING,
    REPLICA,
    VERSIONS_DENIED,
    arn,
    made,
    rotating,
    secret,
)

GRACE = timedelta(days=2)
SECOND = timedelta(seconds=1)
WAITING = {CURRENT: ["AWSCURRENT"], PENDING: ["AWSPENDING"]}
SIXTY_DAYS = {"AutomaticallyAfterDays": 60}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(rotating(), "pass", "rotated at 2026-04-10T09:00:00Z", id="as scheduled"),
        pytest.param(
            rotating(NextRotationDate=NOW - GRACE),
            "pass",
            "rotated at",
            id="next within the grace",
        ),
        pytest.param(
            rotating(NextRotationDate=NOW - GRACE - SECOND),
            "fail",
            "due by 2026-04-29T11:59:59Z did not happen",
            id="next has passed",
        ),
        pytest.param(rotating(NextRotationDate=None), "pass", "rotated at", id="no next date"),
        pytest.param(
            rotating(LastRotatedDate=NOW - timedelta(days=60) - GRACE),
            "pass",
            "rotated at 2026-02-28",
            id="last within interval and grace",
        ),
        pytest.param(
            rotating(LastRotatedDate=NOW - timedelta(days=60) - GRACE - SECOND),
            "fail",
            "latest rotation was at 2026-02-28T11:59:59Z; one was due by 2026-04-29T11:59:59Z",
            id="last too long ago, though the next date moved on",
        ),
        pytest.param(
            rotating(LastRotatedDate=None),
            "not_determined",
            "No rotation has happened yet; the first is due by 2026-06-01T23:59:59Z",
            id="first still to come",
        ),
        pytest.param(
            rotating(LastRotatedDate=None, NextRotationDate=None),
            "not_determined",
            "AWS names no next one",
            id="no dates at all",
        ),
        pytest.param(
            rotating(LastRotatedDate=None, NextRotationDate=LAST_MONTH),
            "fail",
            "due by 2026-04-10T09:00:00Z did not happen",
            id="first did not happen",
        ),
        pytest.param(
            rotating(rules={"ScheduleExpression": "rate(2 fortnights)"}),
            "not_determined",
            "could not be understood",
            id="unknown schedule",
        ),
        pytest.param(
            rotating(rules={}, NextRotationDate=LAST_MONTH),
            "fail",
            "did not happen",
            id="unknown schedule, next has passed",
        ),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets: Access",
            id="denied",
        ),
        pytest.param(secret(), "not_applicable", "rotation is off", id="off"),
        pytest.param(rotating(**DELETED), "not_applicable", "deletion", id="being deleted"),
        pytest.param(rotating(**REPLICA), "not_determined", arn(FAR), id="replica alone"),
    ],
)
def test_rotation_happened(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            rotating(SecretVersionsToStages=WAITING, versions=made(LAST_MONTH, LAST_MONTH)),
            "fail",
            f"began at 2026-04-10T09:00:00Z is unfinished: version {PENDING}",
            id="stuck",
        ),
        pytest.param(
            rotating(
                SecretVersionsToStages=WAITING,
                versions=made(LONG_AGO, LAST_MONTH),
                LastRotatedDate=None,
            ),
            "fail",
            "unfinished",
            id="first rotation stuck",
        ),
        pytest.param(
            rotating(SecretVersionsToStages=WAITING, versions=made(LAST_MONTH, NOW - GRACE)),
            "pass",
            "rotated at",
            id="under way",
        ),
        pytest.param(
            rotating(SecretVersionsToStages={CURRENT: ["AWSCURRENT", "AWSPENDING"]}),
            "pass",
            "rotated at",
            id="both labels on one version, as after a success",
        ),
        pytest.param(
            rotating(SecretVersionsToStages=WAITING, versions=VERSIONS_DENIED),
            "not_determined",
            "ListSecretVersionIds: Access",
            id="age of the waiting version denied",
        ),
        pytest.param(
            rotating(SecretVersionsToStages=WAITING),
            "not_determined",
            f"gives no date for version {PENDING}",
            id="empty version that is not listed",
        ),
        pytest.param(
            rotating(
                SecretVersionsToStages=WAITING, versions=VERSIONS_DENIED, NextRotationDate=LONG_AGO
            ),
            "fail",
            "did not happen",
            id="overdue whatever waits",
        ),
        pytest.param(
            rotating(SecretVersionsToStages=None), "pass", "rotated at", id="no labels listed"
        ),
    ],
)
def test_rotation_ended(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        pytest.param(
            rotating(rules=SIXTY_DAYS, LastRotatedDate=LONG_AGO, versions=made(LAST_MONTH)),
            "pass",
            id="put by hand",
        ),
        pytest.param(rotating(rules=SIXTY_DAYS, LastRotatedDate=LONG_AGO), "fail", id="old value"),
        pytest.param(
            rotating(rules=SIXTY_DAYS, LastRotatedDate=LONG_AGO, versions=VERSIONS_DENIED),
            "not_determined",
            id="versions denied",
        ),
        pytest.param(
            rotating(LastRotatedDate=LONG_AGO, versions=made(LAST_MONTH)),
            "fail",
            id="an expression takes no account of it",
        ),
    ],
)
def test_value_put_by_hand_counts_for_an_interval_in_days(subject: Resource, status: str) -> None:
    assert judge_outcome(judge, subject).status == status


def test_replica_is_judged_at_its_primary() -> None:
    outcome = judge_outcome(judge, rotating(**REPLICA), others=[secret(FAR)])
    assert outcome.status == "not_applicable"


def test_verdict_stays_until_the_next_rotation_is_due() -> None:
    first = judge_outcome(judge, rotating())
    assert judge_outcome(judge, rotating(), now=NEXT_MONTH) == first
    assert judge_outcome(judge, rotating(), now=NEXT_MONTH + GRACE + SECOND).status == "fail"
