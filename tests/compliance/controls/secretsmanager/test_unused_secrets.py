"""secretsmanager.unused-secrets: somebody reads the secret."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.unused_secrets import judge
from tests.compliance.controls.resources import NOW, Denied, Facts, judge_outcome, resource
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    DESCRIBE_DENIED,
    FAR,
    LAST_MONTH,
    LONG_AGO,
    REPLICA,
    arn,
    secret,
)

# 90 days before the evidence, which is of noon: AWS gives the day, as its midnight.
LAST_DAY = datetime(2026, 1, 31, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def replicated(read: datetime | None) -> Facts:
    replica = {"Region": FAR, "Status": "InSync"}
    return {"ReplicationStatus": [{**replica, "LastAccessedDate": read} if read else replica]}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(secret(LastAccessedDate=LAST_MONTH), "pass", "within 90 days", id="read"),
        pytest.param(
            secret(LastAccessedDate=LAST_DAY), "pass", "within 90 days", id="days, not instants"
        ),
        pytest.param(
            secret(LastAccessedDate=LAST_DAY.astimezone(timezone(-5 * HOUR))),
            "pass",
            "within 90 days",
            id="the day is that of UTC, wherever it was parsed",
        ),
        pytest.param(
            secret(LastAccessedDate=LAST_DAY - DAY),
            "fail",
            "Not read since 2026-01-30; the limit is 90 days",
            id="read too long ago",
        ),
        pytest.param(
            secret(LastAccessedDate=LONG_AGO, CreatedDate=LAST_MONTH),
            "fail",
            "Not read since 2020-03-01",
            id="creation does not excuse what was read before",
        ),
        pytest.param(secret(), "fail", "Never read since its creation on 2020-03-01", id="never"),
        pytest.param(
            secret(CreatedDate=LAST_MONTH), "pass", "created on 2026-04-10", id="new, never read"
        ),
        pytest.param(
            secret(CreatedDate=None), "not_determined", "neither the last reading", id="no dates"
        ),
        pytest.param(
            secret(description=DESCRIBE_DENIED),
            "not_determined",
            "DescribeSecret: Access",
            id="replicas denied",
        ),
        pytest.param(
            secret(LastAccessedDate=LAST_MONTH, description=DESCRIBE_DENIED),
            "pass",
            "read",
            id="read, with no need of replicas",
        ),
        pytest.param(
            secret(description=replicated(LAST_MONTH)), "pass", "A replica", id="read as a replica"
        ),
        pytest.param(
            secret(LastAccessedDate=LONG_AGO, description=replicated(LAST_MONTH)),
            "pass",
            "A replica",
            id="read long ago here, lately as a replica",
        ),
        pytest.param(secret(description=replicated(LONG_AGO)), "fail", "Never read", id="nowhere"),
        pytest.param(
            secret(description=replicated(None)), "fail", "Never read", id="never anywhere"
        ),
        pytest.param(
            secret(**REPLICA), "fail", "Never read", id="a replica has readings of its own"
        ),
        pytest.param(secret(**DELETED), "not_applicable", "deletion", id="being deleted"),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets: Access",
            id="denied",
        ),
    ],
)
def test_secret_is_read(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_reason_of_a_pass_stays_while_the_secret_is_read() -> None:
    first = judge_outcome(judge, secret(LastAccessedDate=LAST_MONTH))
    assert judge_outcome(judge, secret(LastAccessedDate=NOW)) == first
