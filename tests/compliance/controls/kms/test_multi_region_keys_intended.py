"""kms.multi-region-keys-intended: multi-Region keys are where they may be."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.multi_region_keys_intended import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, FAR, aws_key, family, key
from tests.compliance.controls.resources import HOME, judge_outcome


def multi_region(role: str = "PRIMARY") -> Resource:
    return key(MultiRegion=True, MultiRegionConfiguration=family(role))


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(key(MultiRegion=False), "pass", "in one Region", id="single Region"),
        pytest.param(multi_region(), "fail", f"not on the list: {FAR}.", id="primary astray"),
        pytest.param(multi_region("REPLICA"), "fail", FAR, id="its replica says so too"),
        pytest.param(key(), "not_determined", "no MultiRegion", id="not told"),
        pytest.param(
            key(MultiRegion=True), "not_determined", "does not tell where", id="no family"
        ),
        pytest.param(key(denied=DESCRIBE_DENIED), "not_determined", "DescribeKey", id="denied"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_key_is_where_it_may_be(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, allowed_regions=[HOME])
    assert outcome.status == status
    assert reason in outcome.reason


def test_all_its_regions_are_named() -> None:
    outcome = judge_outcome(judge, multi_region(), allowed_regions=[HOME, FAR])
    assert (outcome.status, outcome.reason) == (
        "pass",
        f"The multi-Region key is in {HOME}, {FAR} only.",
    )


def test_nothing_is_judged_until_regions_are_named() -> None:
    assert judge_outcome(judge, multi_region()).status == "not_applicable"
