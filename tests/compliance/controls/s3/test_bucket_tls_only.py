"""s3.bucket-tls-only: the policy denies what comes without TLS."""

import json

import pytest

from compliance.controls.s3.bucket_tls_only import judge
from tests.compliance.controls.resources import Denied, Facts, judge_outcome
from tests.compliance.controls.s3.buckets import NOT_SET, bucket

WHOLE = ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"]


def denying(resources: list[str], condition: Facts) -> Facts:
    """A policy that denies everything on the resources under a condition."""
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": resources,
        "Condition": condition,
    }
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})}


CLEAR = {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        pytest.param(denying(WHOLE, CLEAR), "pass", id="whole"),
        pytest.param(
            denying(WHOLE, {"NumericLessThan": {"s3:TlsVersion": "1.2"}}), "pass", id="TLS 1.2"
        ),
        pytest.param(denying(WHOLE[1:], CLEAR), "fail", id="objects only"),
        pytest.param(denying(WHOLE[:1], CLEAR), "fail", id="bucket only"),
        pytest.param(NOT_SET, "fail", id="no policy"),
        pytest.param({"Policy": "{"}, "not_determined", id="not JSON"),
        pytest.param(Denied("s3:GetBucketPolicy"), "not_determined", id="denied"),
    ],
)
def test_clear_text_is_refused(policy: Facts | Denied, status: str) -> None:
    assert judge_outcome(judge, bucket(policy=policy)).status == status
