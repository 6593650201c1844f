"""kms.custom-key-store-connected: keys in the store can be used."""

import pytest

from compliance.collectors.kms import CUSTOM_KEY_STORE
from compliance.controls.kms.custom_key_store_connected import judge
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, judge_outcome, resource

ARN = f"arn:aws:kms:{HOME}:{OWNER}:custom-key-store/cks-1"


@pytest.mark.parametrize(
    ("store", "status", "reason"),
    [
        pytest.param({"ConnectionState": "CONNECTED"}, "pass", "connected", id="connected"),
        pytest.param({"ConnectionState": "DISCONNECTED"}, "fail", "DISCONNECTED.", id="never"),
        pytest.param({"ConnectionState": "CONNECTING"}, "fail", "CONNECTING.", id="not yet"),
        pytest.param(
            {"ConnectionState": "FAILED", "ConnectionErrorCode": "USER_LOCKED_OUT"},
            "fail",
            "FAILED (USER_LOCKED_OUT)",
            id="failed",
        ),
        pytest.param({}, "not_determined", "does not tell", id="no state"),
        pytest.param(
            Denied("kms:DescribeCustomKeyStores"), "not_determined", "AccessDenied", id="denied"
        ),
    ],
)
def test_store_is_connected(store: Facts | Denied, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, resource(ARN, CUSTOM_KEY_STORE, store=store))
    assert outcome.status == status
    assert reason in outcome.reason
