"""cloudhsm.backup-not-shared: no outsider can restore the keys."""

import json

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.backup_not_shared import judge
from tests.compliance.controls.cloudhsm.clusters import POLICY_DENIED, backup
from tests.compliance.controls.resources import OWNER, STRANGER, Facts, judge_outcome

PARTNER = "777788889999"


def allowing(principal: str) -> Facts:
    """The answer with a policy that lets a principal restore."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": ["cloudhsm:CreateCluster", "cloudhsm:DescribeBackups"],
        "Resource": "*",
    }
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": statement})}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(backup(policy={}), "pass", "no resource policy", id="no policy"),
        pytest.param(backup(policy={"Policy": None}), "pass", "no resource", id="null policy"),
        pytest.param(backup(policy=allowing(PARTNER)), "pass", "on the list", id="trusted"),
        pytest.param(
            backup(policy=allowing(f"arn:aws:iam::{OWNER}:role/restore")), "pass", "", id="own"
        ),
        pytest.param(backup(policy=allowing(STRANGER)), "fail", STRANGER, id="stranger"),
        pytest.param(backup(policy=allowing("*")), "fail", "open to everyone", id="public"),
        pytest.param(
            backup(policy={"Policy": "{"}), "not_determined", "understood", id="malformed"
        ),
        pytest.param(
            backup(policy=POLICY_DENIED), "not_determined", "GetResourcePolicy", id="denied"
        ),
        pytest.param(backup(), "not_determined", "no such fact", id="never asked"),
        pytest.param(
            backup(BackupState="PENDING_DELETION"),
            "not_applicable",
            "nobody can restore",
            id="being deleted",
        ),
        pytest.param(
            backup(BackupState=None, policy={}), "not_determined", "no BackupState", id="no state"
        ),
    ],
)
def test_backup_is_shared_with_trusted_accounts(
    subject: Resource, status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject, trusted_accounts=[PARTNER])
    assert outcome.status == status
    assert reason in outcome.reason


def test_nobody_is_trusted_by_default() -> None:
    assert judge_outcome(judge, backup(policy=allowing(PARTNER))).status == "fail"
