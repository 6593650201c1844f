"""ssm.no-plaintext-secrets: what looks like a secret is encrypted."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.no_plaintext_secrets import judge
from tests.compliance.controls.resources import judge_outcome
from tests.compliance.controls.ssm.parameters import TAGS_DENIED, parameter, secure, unlisted


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(parameter(), "pass", "values are not read", id="ordinary"),
        pytest.param(secure(), "pass", "is encrypted", id="encrypted"),
        pytest.param(
            secure(tags=TAGS_DENIED), "pass", "is encrypted", id="encrypted, tags denied"
        ),
        pytest.param(parameter("/shop/db/password"), "fail", "the name looks", id="name"),
        pytest.param(parameter("/shop/dbPassword"), "fail", "the name looks", id="letter case"),
        pytest.param(parameter("/shop/API_KEY"), "fail", "the name looks", id="underscore"),
        pytest.param(
            parameter(Type="StringList", Description="the access keys of the depot"),
            "pass",
            "",
            id="words apart from each other are no pattern",
        ),
        pytest.param(
            parameter(Type="StringList", Description="tokens of the depot"),
            "fail",
            "the description looks",
            id="description",
        ),
        pytest.param(
            parameter(tags={"holds": "credentials", "owner": "depot"}),
            "fail",
            "the tag holds looks",
            id="value of a tag",
        ),
        pytest.param(
            parameter(tags={"smtp-password": ""}), "fail", "tag smtp-password", id="key of a tag"
        ),
        pytest.param(
            parameter(tags={"aws:cloudformation:stack-name": "auth-service"}),
            "pass",
            "values are not read",
            id="tag that AWS set",
        ),
        pytest.param(
            parameter(tags=TAGS_DENIED),
            "not_determined",
            "GetResources: AccessDenied",
            id="tags denied",
        ),
        pytest.param(
            parameter("/shop/token", tags=TAGS_DENIED),
            "fail",
            "the name looks",
            id="name tells, though tags are denied",
        ),
        pytest.param(
            parameter("/aws/service/global-infrastructure/auth"),
            "not_applicable",
            "publishes for everybody",
            id="public parameter of AWS",
        ),
        pytest.param(
            parameter(Type=None), "not_determined", "the answer has no Type", id="no type"
        ),
        pytest.param(unlisted(), "not_determined", "ssm:DescribeParameters", id="denied"),
    ],
)
def test_what_looks_like_a_secret_is_encrypted(
    subject: Resource, status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_listed_name_is_no_secret() -> None:
    subject = parameter("/shop/author")
    assert judge_outcome(judge, subject).status == "fail"
    outcome = judge_outcome(judge, subject, allow_list=["/shop/author"])
    assert outcome.status == "not_applicable"
    assert judge_outcome(judge, subject, allow_list=["/shop/auth"]).status == "fail"


def test_pattern_is_the_organisations_to_choose() -> None:
    subject = parameter("/shop/kennwort")
    assert judge_outcome(judge, subject).status == "pass"
    assert judge_outcome(judge, subject, secret_pattern="kennwort").status == "fail"


def test_pattern_that_is_none_determines_nothing() -> None:
    outcome = judge_outcome(judge, parameter(), secret_pattern="(")
    assert outcome.status == "not_determined"
    assert "no regular expression" in outcome.reason
