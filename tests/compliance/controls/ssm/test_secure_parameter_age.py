"""ssm.secure-parameter-age: SecureStrings were changed lately."""

from datetime import timedelta

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.secure_parameter_age import judge
from tests.compliance.controls.resources import NOW, judge_outcome
from tests.compliance.controls.ssm.parameters import TAGS_DENIED, parameter, secure, unlisted

ON_THE_LIMIT = NOW - timedelta(days=90)
OLD = ON_THE_LIMIT - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(secure(), "pass", "at 2026-04-10T09:00:00Z, within 90", id="lately"),
        pytest.param(secure(LastModifiedDate=ON_THE_LIMIT), "pass", "90 days", id="on the limit"),
        pytest.param(secure(LastModifiedDate=OLD), "fail", "the limit is 90 days", id="older"),
        pytest.param(
            secure(LastModifiedDate=OLD, tags=TAGS_DENIED),
            "fail",
            "the limit is 90 days",
            id="no tag is asked for by default",
        ),
        pytest.param(
            secure(LastModifiedDate=None), "not_determined", "no LastModifiedDate", id="no date"
        ),
        pytest.param(
            parameter(LastModifiedDate=OLD), "not_applicable", "no SecureString", id="clear text"
        ),
        pytest.param(unlisted(), "not_determined", "ssm:DescribeParameters", id="denied"),
    ],
)
def test_parameter_was_changed_lately(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_the_organisations_to_choose() -> None:
    assert judge_outcome(judge, secure(), max_age_days=20).status == "fail"


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            secure(LastModifiedDate=OLD, tags={"no-credential": "a salt"}),
            "not_applicable",
            "no credential: a salt.",
            id="tagged",
        ),
        pytest.param(secure(LastModifiedDate=OLD), "fail", "the limit", id="not tagged"),
        pytest.param(
            secure(LastModifiedDate=OLD, tags=TAGS_DENIED),
            "not_determined",
            "AccessDenied",
            id="tags denied",
        ),
    ],
)
def test_accepted_classification(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, not_a_credential_tag="no-credential")
    assert outcome.status == status
    assert reason in outcome.reason
