"""cloudtrail.bucket-tls-only: the policy refuses every request without TLS."""

import json
from typing import Any

import pytest

from compliance.controls.cloudtrail.bucket_tls_only import judge
from tests.compliance.controls.cloudtrail.trails import BUCKET, Denied, Facts, bucket, verdict

ARN = f"arn:aws:s3:::{BUCKET}"
CLEAR_TEXT = {"Bool": {"aws:SecureTransport": "false"}}


def policy(**changed: Any) -> Facts:
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [ARN, f"{ARN}/*"],
        "Condition": CLEAR_TEXT,
    }
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [deny | changed]})}


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        pytest.param(policy(), "pass", "denies requests", id="denied on bucket and objects"),
        pytest.param(
            policy(Condition={"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
            "pass",
            "denies requests",
            id="old TLS versions denied",
        ),
        pytest.param(policy(Resource=f"{ARN}/*"), "fail", "does not deny", id="objects only"),
        pytest.param(policy(Resource=ARN), "fail", "does not deny", id="bucket only"),
        pytest.param(policy(Action="s3:GetObject"), "fail", "does not deny", id="one action"),
        pytest.param(policy(Effect="Allow"), "fail", "does not deny", id="allowed"),
        pytest.param({}, "fail", "has no policy", id="no policy"),
        pytest.param({"Policy": "{"}, "not_determined", "", id="malformed policy"),
        pytest.param(
            Denied("s3:GetBucketPolicy"), "not_determined", "connect that account", id="denied"
        ),
    ],
)
def test_clear_text_is_refused(given: Facts | Denied, status: str, reason: str) -> None:
    outcome = verdict(judge, bucket(policy=given))
    assert outcome.status == status
    assert reason in outcome.reason
