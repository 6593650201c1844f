"""secretsmanager.ownership-tags: each secret says whose it is."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.ownership_tags import judge
from tests.compliance.controls.resources import Denied, judge_outcome, resource
from tests.compliance.controls.secretsmanager.secrets import DELETED, arn, secret


def tagged(*names: str, **listed: Any) -> Resource:
    return secret(Tags=[{"Key": name, "Value": "x"} for name in names], **listed)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(tagged("team", "owner"), "pass", "required tags", id="tagged"),
        pytest.param(tagged("Owner"), "fail", "lacks the tags owner.", id="other letters"),
        pytest.param(tagged(), "fail", "owner", id="no tags"),
        pytest.param(secret(), "fail", "owner", id="no list of tags"),
        pytest.param(tagged("owner", **DELETED), "pass", "", id="being deleted"),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets",
            id="not listed",
        ),
    ],
)
def test_secret_says_whose_it_is(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_tags_are_the_organisations_to_choose() -> None:
    required = ["owner", "scope", "team"]
    outcome = judge_outcome(judge, tagged("owner"), required_tags=required)
    assert "lacks the tags scope, team." in outcome.reason
