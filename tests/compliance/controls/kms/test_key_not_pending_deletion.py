"""kms.key-not-pending-deletion: no customer managed key is about to be deleted."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.key_not_pending_deletion import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, HMAC, THIS_YEAR, aws_key, key
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(key(), "pass", "its state is Enabled", id="enabled"),
        pytest.param(key(KeyState="Disabled"), "pass", "Disabled", id="disabled"),
        pytest.param(key(KeyState="Unavailable"), "pass", "Unavailable", id="unavailable"),
        pytest.param(
            key(KeyState="PendingDeletion", DeletionDate=THIS_YEAR),
            "fail",
            "will be deleted at 2026-02-01T00:00:00Z",
            id="to be deleted",
        ),
        pytest.param(
            key(KeyState="PendingDeletion", DeletionDate=THIS_YEAR, **HMAC),
            "fail",
            "will be deleted",
            id="any kind of key",
        ),
        pytest.param(
            key(KeyState="PendingReplicaDeletion", PendingDeletionWindowInDays=7),
            "fail",
            "deleted 7 days after its last replica",
            id="primary to be deleted after its replicas",
        ),
        pytest.param(
            key(KeyState="PendingReplicaDeletion"),
            "fail",
            "deleted after its last replica",
            id="without a window",
        ),
        pytest.param(key(KeyState=None), "not_determined", "no KeyState", id="without a state"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey: Access", id="denied"
        ),
    ],
)
def test_key_is_kept(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
