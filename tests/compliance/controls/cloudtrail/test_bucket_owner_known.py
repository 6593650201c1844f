"""cloudtrail.bucket-owner-known: log files go to a bucket of the account."""

from dataclasses import replace

import pytest

from compliance.aws.answers import Answer
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.bucket_owner_known import judge
from tests.compliance.controls.cloudtrail.trails import Denied, bucket, trail, verdict


def refused(code: str) -> Resource:
    answer = Answer("s3:GetBucketLocation", error_code=code, error_message="as S3 words it")
    return replace(bucket(), facts={"location": answer})


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param(
            bucket(location={"LocationConstraint": None}),
            "pass",
            "belongs to the account",
            id="own",
        ),
        pytest.param(refused("NoSuchBucket"), "fail", "There is no bucket", id="gone"),
        # Of another account, or not to be read: S3 says the same.
        pytest.param(refused("AccessDenied"), "not_determined", "another account", id="refused"),
        pytest.param(
            bucket(location=Denied("s3:GetBucketLocation")), "not_determined", "", id="denied"
        ),
        pytest.param(bucket(), "not_determined", "", id="not asked"),
        pytest.param(bucket("other"), "not_determined", "not among", id="bucket not described"),
    ],
)
def test_bucket_is_the_accounts_own(found: Resource, status: str, reason: str) -> None:
    outcome = verdict(judge, trail(), estate=[found])
    assert (outcome.status, reason in outcome.reason) == (status, True)


def test_trail_without_a_bucket() -> None:
    assert verdict(judge, trail(S3BucketName="")).status == "fail"
