"""secretsmanager.rotated-within: the current value is younger than the limit."""

from datetime import timedelta

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.rotated_within import judge
from tests.compliance.controls.resources import (
    HOME,
    NOW,
    STRANGER,
    Denied,
    judge_outcome,
    resource,
)
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    DESCRIBE_DENIED,
    FAR,
    LAST_MONTH,
    LONG_AGO,
    REPLICA,
    VERSIONS_DENIED,
    arn,
    made,
    secret,
)

LIMIT = timedelta(days=90)
SECOND = timedelta(seconds=1)
FOREIGN_PRIMARY = {
    "CrossAccountPrimary": {
        "PrimarySecretARN": f"arn:aws:secretsmanager:{HOME}:{STRANGER}:secret:shared-AbCdEf"
    }
}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            secret(versions=made(LAST_MONTH)), "pass", "from 2026-04-10T09:00:00Z", id="by hand"
        ),
        pytest.param(
            secret(versions=made(NOW - LIMIT)), "pass", "within 90 days", id="on the limit"
        ),
        pytest.param(
            secret(versions=made(NOW - LIMIT - SECOND)),
            "fail",
            "from 2026-01-31T11:59:59Z; the limit is 90 days",
            id="older",
        ),
        pytest.param(
            secret(versions=made(LONG_AGO), LastChangedDate=LAST_MONTH),
            "fail",
            "from 2020-03-01",
            id="only the metadata changed",
        ),
        pytest.param(
            secret(versions=made(LONG_AGO, pending=LAST_MONTH)),
            "fail",
            "from 2020-03-01",
            id="new version is still pending",
        ),
        pytest.param(
            secret(versions=made(LONG_AGO), LastRotatedDate=LAST_MONTH),
            "fail",
            "from 2020-03-01",
            id="rotated date without a new version",
        ),
        pytest.param(
            secret(versions=VERSIONS_DENIED, LastRotatedDate=LAST_MONTH),
            "pass",
            "from 2026-04-10",
            id="versions denied, rotation is recent",
        ),
        pytest.param(
            secret(versions=VERSIONS_DENIED, LastRotatedDate=LONG_AGO),
            "not_determined",
            "ListSecretVersionIds: Access",
            id="versions denied, rotation is old: a value may have been put by hand",
        ),
        pytest.param(
            secret(versions=VERSIONS_DENIED, LastChangedDate=LAST_MONTH, CreatedDate=LAST_MONTH),
            "not_determined",
            "ListSecretVersionIds: Access",
            id="versions denied, other dates prove nothing",
        ),
        pytest.param(
            secret(versions={"Versions": []}), "not_determined", "AWSCURRENT", id="without a value"
        ),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets: Access",
            id="denied",
        ),
        pytest.param(secret(**DELETED), "not_applicable", "deletion", id="being deleted"),
        pytest.param(
            secret(versions=made(LAST_MONTH), description=FOREIGN_PRIMARY),
            "not_applicable",
            STRANGER,
            id="replica of another account's, as old as that one",
        ),
        pytest.param(
            secret(versions=made(LAST_MONTH), description=DESCRIBE_DENIED),
            "not_determined",
            "DescribeSecret: Access",
            id="perhaps a replica of another account's",
        ),
        pytest.param(
            secret(versions=made(LAST_MONTH), **REPLICA),
            "not_determined",
            arn(FAR),
            id="new replica of a value of unknown age",
        ),
    ],
)
def test_value_is_young_enough(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_replica_is_judged_at_its_primary() -> None:
    outcome = judge_outcome(judge, secret(**REPLICA), others=[secret(FAR)])
    assert outcome.status == "not_applicable"
    assert arn(FAR) in outcome.reason


def test_framework_sets_the_limit() -> None:
    assert judge_outcome(judge, secret(versions=made(LAST_MONTH)), max_days=7).status == "fail"
