"""kms.disabled-keys-reviewed: it is known why a disabled key is kept."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.disabled_keys_reviewed import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, aws_key, key
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

TAGS_DENIED = Denied("resourcegroupstaggingapi:GetResources")


def disabled(tags: Facts | Denied) -> Resource:
    return key(KeyState="Disabled", facts={"tags": tags})


def reviewed(text: str, tag: str = "reviewed-on") -> Resource:
    return disabled({"Tags": [{"Key": "owner", "Value": "shop"}, {"Key": tag, "Value": text}]})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(key(), "pass", "not disabled", id="enabled"),
        pytest.param(key(KeyState="PendingDeletion"), "pass", "not disabled", id="being deleted"),
        pytest.param(reviewed("2026-04-30"), "pass", "on 2026-04-30, within 365", id="reviewed"),
        pytest.param(reviewed("2025-05-01"), "pass", "2025-05-01", id="on the limit"),
        pytest.param(reviewed("2025-04-30"), "fail", "the limit is 365 days", id="too long ago"),
        pytest.param(reviewed("2026-04-30T08:00:00+02:00"), "pass", "2026-04-30", id="with time"),
        pytest.param(reviewed("2026-05-02"), "fail", "no past day: 2026-05-02", id="future"),
        pytest.param(reviewed("last spring"), "fail", "no past day: last spring", id="no date"),
        pytest.param(reviewed("2026-04-30", "Reviewed-On"), "fail", "no tag", id="letter case"),
        pytest.param(disabled({"Tags": []}), "fail", "no tag reviewed-on", id="not reviewed"),
        pytest.param(disabled(TAGS_DENIED), "not_determined", "GetResources", id="tags denied"),
        pytest.param(
            key(facts={"tags": TAGS_DENIED}), "pass", "not disabled", id="enabled, tags denied"
        ),
        pytest.param(key(denied=DESCRIBE_DENIED), "not_determined", "DescribeKey", id="denied"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_disabled_key_was_reviewed(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_tag_and_limit_are_the_organisations_to_choose() -> None:
    subject = reviewed("2026-04-01", "kept-since")
    assert judge_outcome(judge, subject, review_tag="kept-since").status == "pass"
    outcome = judge_outcome(judge, subject, review_tag="kept-since", review_days=20)
    assert outcome.status == "fail"
