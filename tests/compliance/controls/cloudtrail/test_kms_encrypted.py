"""cloudtrail.kms-encrypted: a key is set and can be used."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.kms_encrypted import judge
from tests.compliance.controls.cloudtrail.trails import (
    HOME,
    OWNER,
    STRANGER,
    Denied,
    alias,
    key,
    trail,
    verdict,
)

KEY_ARN = f"arn:aws:kms:{HOME}:{OWNER}:key/k-1"
ALIAS_ARN = f"arn:aws:kms:{HOME}:{OWNER}:alias/trail"


@pytest.mark.parametrize(
    ("reference", "estate", "status", "reason"),
    [
        pytest.param(None, [key()], "fail", "No KMS key is set", id="no key"),
        pytest.param("", [key()], "fail", "No KMS key is set", id="empty"),
        pytest.param(KEY_ARN, [key()], "pass", KEY_ARN, id="key ARN"),
        pytest.param(KEY_ARN, [key("Updating")], "pass", KEY_ARN, id="updating keys work"),
        pytest.param(
            KEY_ARN, [key("Disabled")], "fail", "its state is Disabled", id="disabled key"
        ),
        pytest.param(
            KEY_ARN, [key("PendingDeletion")], "fail", "PendingDeletion", id="key to be deleted"
        ),
        pytest.param(
            KEY_ARN,
            [key(Denied("kms:DescribeKey"))],
            "not_determined",
            "kms:DescribeKey: AccessDenied",
            id="key denied",
        ),
        pytest.param(KEY_ARN, [], "not_determined", "not among the resources", id="unknown key"),
        pytest.param(
            f"arn:aws:kms:{HOME}:{STRANGER}:key/k-1",
            [key()],
            "not_determined",
            f"belongs to account {STRANGER}, connect that account",
            id="key of another account",
        ),
        pytest.param("k-1", [key()], "pass", KEY_ARN, id="key id"),
        pytest.param(
            "k-1",
            [key(), key(region="us-east-1")],
            "not_determined",
            "names 2",
            id="key id in two Regions",
        ),
        pytest.param("alias/trail", [alias("alias/trail"), key()], "pass", KEY_ARN, id="alias"),
        pytest.param(ALIAS_ARN, [alias("alias/trail"), key()], "pass", KEY_ARN, id="alias ARN"),
        pytest.param(
            ALIAS_ARN,
            [alias("alias/trail"), key("Disabled")],
            "fail",
            "its state is Disabled",
            id="alias of a disabled key",
        ),
        pytest.param(
            "alias/trail",
            [alias("alias/other-trail"), key()],
            "not_determined",
            "names 0",
            id="unknown alias",
        ),
        pytest.param(
            ALIAS_ARN,
            [alias("alias/trail", target=""), key()],
            "not_determined",
            "points to no key",
            id="alias without a key",
        ),
        pytest.param(
            f"arn:aws:kms:{HOME}:{STRANGER}:alias/trail",
            [alias("alias/trail"), key()],
            "not_determined",
            f"belongs to account {STRANGER}",
            id="alias of another account",
        ),
    ],
)
def test_log_files_are_encrypted(
    reference: str | None, estate: Sequence[Resource], status: str, reason: str
) -> None:
    outcome = verdict(judge, trail(KmsKeyId=reference), estate=estate)
    assert outcome.status == status
    assert reason in outcome.reason
