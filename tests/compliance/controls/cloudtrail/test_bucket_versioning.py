"""cloudtrail.bucket-versioning: versioning is enabled."""

import pytest

from compliance.controls.cloudtrail.bucket_versioning import judge
from tests.compliance.controls.cloudtrail.trails import Denied, Facts, bucket, verdict


@pytest.mark.parametrize(
    ("versioning", "status", "reason"),
    [
        pytest.param({"Status": "Enabled"}, "pass", "is enabled", id="enabled"),
        pytest.param({"Status": "Suspended"}, "fail", "is suspended", id="suspended"),
        pytest.param({}, "fail", "is not enabled", id="never enabled"),
        pytest.param(
            Denied("s3:GetBucketVersioning"),
            "not_determined",
            "s3:GetBucketVersioning",
            id="denied",
        ),
    ],
)
def test_versions_are_kept(versioning: Facts | Denied, status: str, reason: str) -> None:
    outcome = verdict(judge, bucket(versioning=versioning))
    assert outcome.status == status
    assert reason in outcome.reason
