"""s3.bucket-versioning: enabled, not suspended."""

import pytest

from compliance.controls.s3.bucket_versioning import judge
from tests.compliance.controls.resources import Denied, Facts, judge_outcome
from tests.compliance.controls.s3.buckets import bucket


@pytest.mark.parametrize(
    ("versioning", "status"),
    [
        ({"Status": "Enabled"}, "pass"),
        ({"Status": "Suspended"}, "fail"),
        ({}, "fail"),
        (Denied("s3:GetBucketVersioning"), "not_determined"),
    ],
)
def test_versions_are_kept(versioning: Facts | Denied, status: str) -> None:
    assert judge_outcome(judge, bucket(versioning=versioning)).status == status
