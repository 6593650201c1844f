"""evidence.inventory: what was listed beside AWS Config's own count."""

from collections.abc import Mapping

import pytest

from compliance.evidence.inventory import Comparison, Kept, comparisons
from compliance.models import Snapshot

KEY, BUCKET, ACL = "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::WAFv2::WebACL"
POLICY, CERTIFICATE = "AWS::IAM::Policy", "AWS::CertificateManager::Certificate"
Listed = Mapping[tuple[str, str], Mapping[str, int]]


def kept(listed: Listed, counted: Mapping[str, Mapping[str, int]]) -> Kept:
    """Snapshots with what collectors listed, and with Config's counts by region."""
    lists = {
        key: Snapshot(region=key[0], collector=key[1], counts={"resources": dict(resources)})
        for key, resources in listed.items()
    }
    counts = {
        (region, "config"): Snapshot(
            region=region, collector="config", counts={"counted": dict(types)}
        )
        for region, types in counted.items()
    }
    return {**lists, **counts}


@pytest.mark.parametrize(
    ("listed", "counted", "place", "expected"),
    [
        pytest.param(
            {("eu-west-1", "kms"): {KEY: 3}},
            {"eu-west-1": {KEY: 4}},
            ("eu-west-1", "kms"),
            Comparison(KEY, counted=4, seen=3),
            id="a region's own",
        ),
        pytest.param(
            {("eu-west-1", "kms"): {}},
            {"eu-west-1": {KEY: 1}},
            ("eu-west-1", "kms"),
            Comparison(KEY, counted=1, seen=0),
            id="none was listed",
        ),
        pytest.param(
            {("global", "s3"): {BUCKET: 5}},
            {"eu-west-1": {BUCKET: 2}, "us-east-1": {BUCKET: 3}},
            ("global", "s3"),
            Comparison(BUCKET, counted=5, seen=5),
            id="buckets, listed once for all regions",
        ),
        pytest.param(
            {("global", "iam"): {POLICY: 7}},
            {"eu-west-1": {POLICY: 7}, "us-east-1": {POLICY: 6}},
            ("global", "iam"),
            Comparison(POLICY, counted=7, seen=7),
            id="global types are recorded again in each region",
        ),
        pytest.param(
            {
                ("global", "wafv2global"): {ACL: 1},
                ("us-east-1", "wafv2"): {ACL: 2},
                ("eu-west-1", "wafv2"): {ACL: 9},
            },
            {"us-east-1": {ACL: 4}},
            ("global", "wafv2global"),
            Comparison(ACL, counted=4, seen=3),
            id="of regions that Config did not count, nothing makes up for another's",
        ),
        pytest.param(
            {("eu-west-1", "acm"): {CERTIFICATE: 1}},
            {"eu-west-1": {"AWS::ACM::Certificate": 2}},
            ("eu-west-1", "acm"),
            Comparison(CERTIFICATE, counted=2, seen=1),
            id="a type with another name",
        ),
    ],
)
def test_each_type_that_both_know_is_compared(
    listed: Listed,
    counted: Mapping[str, Mapping[str, int]],
    place: tuple[str, str],
    expected: Comparison,
) -> None:
    assert comparisons(kept(listed, counted)) == {place: [expected]}
    assert expected.is_short is (expected.seen < expected.counted)


@pytest.mark.parametrize(
    "counted",
    [
        pytest.param({}, id="nothing records"),
        pytest.param({"eu-west-1": {"AWS::EC2::Instance": 40}}, id="other types"),
        pytest.param({"us-east-1": {KEY: 4}}, id="another region"),
        pytest.param({"eu-west-1": {"AWS::Config::ConfigurationRecorder": 1}}, id="itself"),
    ],
)
def test_nothing_is_compared_without_a_count(counted: Mapping[str, Mapping[str, int]]) -> None:
    assert comparisons(kept({("eu-west-1", "kms"): {KEY: 3}}, counted)) == {}


def test_kept_before_there_were_counts_is_compared_with_nothing() -> None:
    old = Snapshot(region="eu-west-1", collector="config", counts={})
    assert comparisons({("eu-west-1", "config"): old}) == {}
