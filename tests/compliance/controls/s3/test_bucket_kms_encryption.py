"""s3.bucket-kms-encryption: what new objects are encrypted with."""

import pytest

from compliance.controls.s3.bucket_kms_encryption import judge
from tests.compliance.controls.resources import Denied, Facts, judge_outcome
from tests.compliance.controls.s3.buckets import NOT_SET, bucket


def by_default(*algorithms: str) -> Facts:
    """A default encryption with a rule for each algorithm."""
    rules = [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": one}} for one in algorithms]
    return {"ServerSideEncryptionConfiguration": {"Rules": rules}}


@pytest.mark.parametrize(
    ("encryption", "status", "reason"),
    [
        pytest.param(by_default("aws:kms"), "pass", "New objects", id="KMS"),
        pytest.param(by_default("aws:kms:dsse"), "pass", "New objects", id="KMS twice"),
        pytest.param(by_default("AES256"), "fail", "AES256", id="S3's own keys"),
        pytest.param(by_default("AES256", "aws:kms"), "fail", "AES256 and aws:kms", id="both"),
        pytest.param(by_default("aws:fsx"), "fail", "aws:fsx", id="a file system's"),
        pytest.param(by_default(), "fail", "No default", id="no rule"),
        pytest.param(
            {"ServerSideEncryptionConfiguration": {"Rules": [{"BucketKeyEnabled": True}]}},
            "fail",
            "none",
            id="no default in the rule",
        ),
        pytest.param(NOT_SET, "fail", "No default", id="none"),
        pytest.param(Denied("s3:GetBucketEncryption"), "not_determined", "AccessDenied", id="no"),
    ],
)
def test_kms_is_the_default(encryption: Facts | Denied, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, bucket(encryption=encryption))
    assert outcome.status == status
    assert reason in outcome.reason
